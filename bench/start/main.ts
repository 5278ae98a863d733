import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { median } from '../statistics.ts';

interface Contender {
  readonly label: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** At most so many times the empty server: time to the first list, and memory. */
  readonly target?: { readonly time?: number; readonly memory?: number };
}

const here = import.meta.dirname;
const credentials = { SALESFORCE_CLIENT_ID: 'id', SALESFORCE_CLIENT_SECRET: 'secret', HUBSPOT_ACCESS_TOKEN: 'token' };

const contenders: readonly Contender[] = [
  { label: 'empty v2 stdio server', args: [join(here, 'empty-v2.mjs')] },
  { label: 'both connectors', args: [join(here, 'connectors.mjs')], target: { time: 1.4, memory: 1.25 } },
  {
    label: 'crm-server as shipped',
    args: [join(here, '../../apps/crm-server/dist/main.js'), '--stdio', '--allow-writes'],
    env: credentials,
    target: { time: 2 },
  },
];

interface Sample {
  readonly ms: number;
  readonly rssMb: number;
}

/** Compares how long servers take from their start to the first list of tools, and what memory they then use. Needs a build. */
export async function startBench({ rounds = 11 }: { readonly rounds?: number } = {}): Promise<boolean> {
  const samples = contenders.map((): Sample[] => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, contender] of contenders.entries()) samples[index]?.push(await measure(contender));
  }
  const [base = []] = samples;
  console.log(`\nstart to first tools/list over stdio: median of ${rounds} rounds`);
  let met = true;
  for (const [index, { label, target = {} }] of contenders.entries()) {
    const own = samples[index] ?? [];
    const ratio = (pick: (sample: Sample) => number) => median(own.map((sample, round) => pick(sample) / pick(base[round] ?? sample)));
    const [time, memory] = [ratio(({ ms }) => ms), ratio(({ rssMb }) => rssMb)];
    const timeMet = target.time === undefined || time <= target.time;
    const memoryMet = target.memory === undefined || memory <= target.memory;
    met &&= timeMet && memoryMet;
    const verdicts = [
      ...(target.time === undefined ? [] : [`time ≤ ${target.time} ${timeMet ? 'met' : 'MISSED'}`]),
      ...(target.memory === undefined ? [] : [`memory ≤ ${target.memory} ${memoryMet ? 'met' : 'MISSED'}`]),
    ];
    const cells = [median(own.map(({ ms }) => ms)).toFixed(0), median(own.map(({ rssMb }) => rssMb)).toFixed(0)];
    console.log(
      `  ${label.padEnd(24)} ${cells[0]?.padStart(5)} ms × ${time.toFixed(2)}  ${cells[1]?.padStart(4)} MB × ${memory.toFixed(2)}  ${verdicts.join(', ')}`,
    );
  }
  return met;
}

const list = JSON.stringify({
  jsonrpc: '2.0',
  id: 1,
  method: 'tools/list',
  params: {
    _meta: {
      'io.modelcontextprotocol/protocolVersion': '2026-07-28',
      'io.modelcontextprotocol/clientInfo': { name: 'bench', version: '1' },
      'io.modelcontextprotocol/clientCapabilities': {},
    },
  },
});

async function measure({ args, env }: Contender): Promise<Sample> {
  const cwd = mkdtempSync(join(tmpdir(), 'causeway-start-'));
  const start = performance.now();
  const child = spawn(process.execPath, args, { cwd, env: { PATH: process.env['PATH'], ...env }, stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.write(`${list}\n`);
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const ms = performance.now() - start;
  if (!line.includes('"tools":[{')) throw new Error(`${args.join(' ')} answered ${line.slice(0, 300)}`);
  const rssMb = Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1_024;
  child.stdin.end();
  child.kill();
  await once(child, 'exit');
  rmSync(cwd, { recursive: true, force: true });
  return { ms, rssMb };
}
