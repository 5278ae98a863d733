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
];

interface Scenario {
  readonly title: string;
  readonly tools: number;
  readonly request: (era: 'legacy' | 'modern') => WireRequest;
  readonly verify: (text: string) => void;
  /** Causeway must cost so many times less CPU than these. */
  readonly targets: Readonly<Record<string, number>>;
}

const scenarios: readonly Scenario[] = [
  {
    title: 'tools/call, 20 tools',
    tools: 20,
    request: toolsCall,
    verify: verifyCall,
    targets: { 'v2 McpServer': 2, 'v1 McpServer, stateless': 3 },
  },
  { title: 'tools/list, 50 tools', tools: 50, request: toolsList, verify: verifyList(50), targets: { 'v2 McpServer': 6 } },
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
  const ours = running.find(({ contender }) => contender.label === 'Causeway')?.samples ?? [];
  let met = true;
  for (const { contender, samples } of running) {
    const ratio = median(samples.map(({ cpuMicros }, round) => cpuMicros / (ours[round]?.cpuMicros ?? Number.NaN)));
    const target = scenario.targets[contender.label];
    if (target !== undefined && ratio < target) met = false;
    const verdict = target === undefined ? '' : `  target ${target.toFixed(1)} ${ratio >= target ? 'met' : 'MISSED'}`;
    const cells = [
      median(samples.map((one) => one.cpuMicros)).toFixed(0),
      median(samples.map((one) => one.perSecond)).toFixed(0),
      median(samples.map((one) => one.p50Ms)).toFixed(1),
    ];
    console.log(
      `  ${contender.label.padEnd(26)} ${cells[0]?.padStart(6)} µs CPU  ${cells[1]?.padStart(6)} req/s  p50 ${cells[2]?.padStart(5)} ms  × ${ratio.toFixed(2)} of Causeway${verdict}`,
    );
  }
  return met;
}

async function measure({ era, path }: Contender, server: ServerProcess, { request, verify }: Scenario, seconds: number): Promise<Sample> {
  const before = await server.usage();
  const { requests, perSecond, p50Ms } = await applyLoad({
    origin: server.origin,
    path,
    ...request(era),
    connections: 32,
    seconds,
    verify,
  });
  const after = await server.usage();
  return { cpuMicros: (after.cpuMicros - before.cpuMicros) / requests, perSecond, p50Ms };
}

function rotate<T>(items: readonly T[], by: number): readonly T[] {
  const at = by % items.length;
  return [...items.slice(at), ...items.slice(0, at)];
}
