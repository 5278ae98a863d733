import { join } from 'node:path';
import { applyLoad } from '../load.ts';
import { median } from '../statistics.ts';
import { startProcess, type ServerProcess } from '../process.ts';
import { toolsCall, toolsList, verifyCall, verifyList, type WireRequest } from './requests.ts';

interface Contender {
  readonly label: string;
  readonly file: string;
  readonly args?: readonly string[];
  readonly era: 'legacy' | 'modern';
  readonly path: string;
}

const contenders: readonly Contender[] = [
  { label: 'bare node:http', file: 'floor.ts', era: 'legacy', path: '/mcp' },
  { label: 'v1 McpServer, stateless', file: 'v1.ts', era: 'legacy', path: '/mcp' },
  { label: 'v2 McpServer', file: 'v2.ts', era: 'modern', path: '/mcp' },
  { label: 'Causeway', file: 'causeway.ts', args: ['filtered'], era: 'modern', path: '/mcp' },
  { label: 'Causeway, governed', file: 'causeway-governed.ts', era: 'modern', path: '/mcp' },
];

interface Scenario {
  readonly title: string;
  readonly tools: number;
  readonly request: (era: 'legacy' | 'modern') => WireRequest;
  readonly verify: (text: string) => void;
  /** How many times as much CPU others must cost: the other, ours, the least ratio. */
  readonly targets: readonly (readonly [string, string, number])[];
}

const scenarios: readonly Scenario[] = [
  {
    title: 'tools/call, 20 tools',
    tools: 20,
    request: toolsCall,
    verify: verifyCall,
    targets: [
      ['v2 McpServer', 'Causeway', 2],
      ['v1 McpServer, stateless', 'Causeway', 3],
      ['v2 McpServer', 'Causeway, governed', 1.5],
    ],
  },
  { title: 'tools/list, 50 tools', tools: 50, request: toolsList, verify: verifyList(50), targets: [['v2 McpServer', 'Causeway', 6]] },
];

interface Sample {
  readonly cpuMicros: number;
  readonly perSecond: number;
  readonly p50Ms: number;
}

/** Compares what one request costs each server, all in one run, rounds interleaved. Answers whether every target was met. */
export async function protocolBench({
  rounds = 7,
  seconds = 2,
}: { readonly rounds?: number; readonly seconds?: number } = {}): Promise<boolean> {
  let met = true;
  for (const scenario of scenarios) met = (await runScenario(scenario, rounds, seconds)) && met;
  return met;
}

async function runScenario(scenario: Scenario, rounds: number, seconds: number): Promise<boolean> {
  const running = await Promise.all(
    contenders.map(async (contender) => ({
      contender,
      server: await startProcess(join(import.meta.dirname, contender.file), [String(scenario.tools), ...(contender.args ?? [])]),
      samples: [] as Sample[],
    })),
  );
  for (const { contender, server } of running) await measure(contender, server, scenario, 0.5);
  for (let round = 0; round < rounds; round += 1) {
    for (const one of rotate(running, round)) one.samples.push(await measure(one.contender, one.server, scenario, seconds));
  }
  await Promise.all(running.map(({ server }) => server.stop()));
  console.log(`\n${scenario.title}: median of ${rounds} rounds of ${seconds} s, 32 connections`);
  const samplesOf = (label: string) => running.find(({ contender }) => contender.label === label)?.samples ?? [];
  for (const { contender, samples } of running) {
    const middle = (pick: (sample: Sample) => number) => median(samples.map(pick));
    const cells = [
      middle((one) => one.cpuMicros).toFixed(0),
      middle((one) => one.perSecond).toFixed(0),
      middle((one) => one.p50Ms).toFixed(1),
    ];
    console.log(
      `  ${contender.label.padEnd(26)} ${cells[0]?.padStart(6)} µs CPU  ${cells[1]?.padStart(6)} req/s  p50 ${cells[2]?.padStart(5)} ms`,
    );
  }
  let met = true;
  for (const [other, ours, least] of scenario.targets) {
    const mine = samplesOf(ours);
    const ratio = median(samplesOf(other).map(({ cpuMicros }, round) => cpuMicros / (mine[round]?.cpuMicros ?? Number.NaN)));
    const reached = ratio >= least;
    met &&= reached;
    console.log(`  ${other} costs × ${ratio.toFixed(2)} of ${ours}: at least × ${least.toFixed(1)} ${reached ? 'met' : 'MISSED'}`);
  }
  return met;
}

async function measure({ era, path }: Contender, server: ServerProcess, { request, verify }: Scenario, seconds: number): Promise<Sample> {
  const before = await server.usage();
  const { requests, perSecond, p50Ms } = await applyLoad({
    origin: server.origin,
    path,
    ...withHeaders(request(era), server.headers),
    connections: 32,
    seconds,
    verify,
  });
  const after = await server.usage();
  return { cpuMicros: (after.cpuMicros - before.cpuMicros) / requests, perSecond, p50Ms };
}

function withHeaders({ headers, body }: WireRequest, more: Readonly<Record<string, string>>): WireRequest {
  return { headers: { ...headers, ...more }, body };
}

function rotate<T>(items: readonly T[], by: number): readonly T[] {
  const at = by % items.length;
  return [...items.slice(at), ...items.slice(0, at)];
}
