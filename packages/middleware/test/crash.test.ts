import { audit, fileSink, readCheckpoints, verifyLines } from '@causeway/middleware';
import { describe, expect, it } from 'vitest';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { lines, records, scratch } from './audit-log.ts';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { spawn } from 'node:child_process';

const writes = 10_000;
const child = fileURLToPath(new URL('crash-child.ts', import.meta.url));

/** Starts the writes in a process of their own and kills it as soon as so many were acknowledged. */
async function crash(after: number) {
  const directory = join(scratch(), 'audit');
  const acknowledged = join(directory, '..', 'acknowledged');
  const running = spawn(process.execPath, ['--conditions=@causeway/source', child, directory, acknowledged, String(writes)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(running.stdout, 'data');
  const count = () => (existsSync(acknowledged) ? readFileSync(acknowledged, 'utf8').split('\n').length - 1 : 0);
  while (count() < after && running.exitCode === null) await sleep(1);
  running.kill('SIGKILL');
  await once(running, 'exit');
  return { directory, killed: running.signalCode, acknowledged: new Set(readFileSync(acknowledged, 'utf8').trimEnd().split('\n')) };
}

describe('a server killed in the middle of 10,000 writes at once', () => {
  it.each([1, 2_000, 7_000])(
    'after %i of them loses no record of an acknowledged one, and shows which are open',
    async (after) => {
      const { directory, killed, acknowledged } = await crash(after);
      expect(killed).toBe('SIGKILL');
      expect(acknowledged.size).toBeGreaterThanOrEqual(after);
      expect(acknowledged.size).toBeLessThan(writes);

      const log = audit({ sinks: [fileSink({ directory })] });
      await log.open();
      await log.close();

      const written = records(directory);
      const succeeded = new Set(
        written.flatMap(({ kind, outcome, principal }) => (kind === 'outcome' && outcome === 'success' ? [principal?.sub] : [])),
      );
      expect([...acknowledged].filter((id) => !succeeded.has(id))).toEqual([]);

      const result = await verifyLines(lines(directory), { checkpoints: await readCheckpoints(directory, 'main') });
      expect(result.problem).toBeUndefined();
      const intents = written.filter(({ kind }) => kind === 'intent').map(({ call_id }) => call_id);
      const ended = new Set(written.filter(({ kind }) => kind === 'outcome').map(({ call_id }) => call_id));
      expect(result.openIntents.map(({ call_id }) => call_id)).toEqual(intents.filter((id) => !ended.has(id)));
      expect(result.openIntents.length).toBeGreaterThan(0);
    },
    120_000,
  );
});
