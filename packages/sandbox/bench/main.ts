import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { fileURLToPath } from 'node:url';
import { startSandbox } from '../src/index.ts';

const readsWanted = 2000;
const startWantedMs = 300;
const resetWantedMs = 50;

interface Target {
  readonly name: string;
  readonly url: string;
  readonly token: string;
}

/** What a reset has to undo. */
const written = Array.from({ length: 1000 }, (_, index) => ({ properties: { email: `written.${index}@mailbox.example` } }));

let kept = true;

function report(name: string, measured: string, held = true): void {
  kept &&= held;
  console.log(`${name.padEnd(34)}  ${measured}${held ? '' : '   NOT REACHED'}`);
}

await measureStart();
await measureReads();
process.exitCode = kept ? 0 : 1;

/** The best of five. Processor time decides, because a busy machine stretches the other. */
async function measureStart(): Promise<void> {
  for (const scale of [1, 10, 100]) {
    const best = { start: Infinity, cpu: Infinity, snapshot: Infinity, reset: Infinity };
    for (let round = 0; round < (scale === 1 ? 5 : 2); round += 1) {
      const [begin, used] = [performance.now(), process.cpuUsage()];
      const sandbox = await startSandbox({ scale });
      const { user, system } = process.cpuUsage(used);
      best.start = Math.min(best.start, performance.now() - begin);
      best.cpu = Math.min(best.cpu, (user + system) / 1000);
      timed(best, 'snapshot', () => sandbox.snapshot());
      sandbox.hubspot.load('contacts', written);
      timed(best, 'reset', () => sandbox.reset());
      await sandbox.close();
    }
    const cpu = `${best.cpu.toFixed(0)} ms of processor time`;
    report(`start, scale ${scale}`, `${best.start.toFixed(0)} ms (${cpu})`, scale > 1 || best.cpu <= startWantedMs);
    report(`snapshot / reset, scale ${scale}`, `${best.snapshot.toFixed(1)} / ${best.reset.toFixed(1)} ms`, best.reset <= resetWantedMs);
  }
}

function timed<T>(best: Record<'snapshot' | 'reset', number>, key: 'snapshot' | 'reset', action: () => T): T {
  const begin = performance.now();
  const result = action();
  best[key] = Math.min(best[key], performance.now() - begin);
  return result;
}

async function measureReads(): Promise<void> {
  const server = fork(fileURLToPath(new URL('server.ts', import.meta.url)), { execArgv: ['--conditions=@causeway/source'] });
  const [targets] = (await once(server, 'message')) as [readonly Target[]];
  const cpu = async (): Promise<number> => {
    server.send('cpu');
    const [{ user, system }] = (await once(server, 'message')) as [NodeJS.CpuUsage];
    return (user + system) / 1e6;
  };
  for (const target of targets) {
    await read(target, 2000);
    const [before, begin, count] = [await cpu(), performance.now(), 10_000];
    await read(target, count);
    const [seconds, used] = [(performance.now() - begin) / 1000, (await cpu()) - before];
    const perCore = Math.round(count / used);
    report(target.name, `${perCore} per second of one core (${Math.round(count / seconds)}/s on this machine)`, perCore >= readsWanted);
  }
  server.disconnect();
}

async function read({ url, token }: Target, count: number): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  let left = count;
  const worker = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await one(url, token, agent);
    }
  };
  await Promise.all(Array.from({ length: 8 }, worker));
  agent.destroy();
}

function one(url: string, token: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = get(url, { agent, headers: { authorization: `Bearer ${token}` } }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`status ${response.statusCode} for ${url}`));
      response.resume().once('end', resolve);
    });
    request.once('error', reject);
  });
}
