import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCheckpoints, readLines, verifyLines } from '@causeway/middleware';
import { startSandbox, type Sandbox } from '@causeway/sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { configFor } from './sandbox-app.ts';
import { connect } from '../../../test/app-clients.ts';
import { emptyFolder, environment, fromSource, startHttp } from '../../../test/apps.ts';

const program = fromSource('crm-server');
const contact = { name: 'hubspot_get_contact', arguments: { email: 'claire.hughes@brightwaterdairy.example' } };
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox();
});

afterAll(() => sandbox?.close());

const folderWith = (more = '') => {
  const folder = emptyFolder();
  writeFileSync(join(folder, 'causeway.yaml'), configFor(sandbox, more));
  return folder;
};
const outcomes = async (folder: string) => {
  const directory = join(folder, '.causeway/audit');
  const lines: string[] = [];
  for await (const line of readLines(directory, 'main')) lines.push(line);
  const { ok, coveredUntil, records } = await verifyLines(lines, { checkpoints: await readCheckpoints(directory, 'main') });
  expect([ok, coveredUntil]).toEqual([true, records]);
  return lines.flatMap((line) => (JSON.parse(line) as { readonly record: { readonly outcome?: string } }).record.outcome ?? []);
};

/** The app over stdio, spoken to line by line. */
function speak(cwd: string) {
  const child = spawn(program.command, [...program.args, '--stdio'], { cwd, env: environment({}, cwd), stdio: ['pipe', 'pipe', 'pipe'] });
  const lines: string[] = [];
  let rest = '';
  let arrived = () => {};
  child.stdout.on('data', (chunk: Buffer) => {
    const parts = (rest + chunk.toString()).split('\n');
    rest = parts.pop() ?? '';
    lines.push(...parts);
    arrived();
  });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const send = (message: object) => child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  const answerTo = async (id: number): Promise<unknown> => {
    for (;;) {
      const found = lines.map((line) => JSON.parse(line) as { readonly id?: number }).find((message) => message.id === id);
      if (found !== undefined) return found;
      await Promise.race([
        new Promise<void>((resolve) => {
          arrived = resolve;
        }),
        ended.then(() => Promise.reject(new Error(`It ended without an answer: ${stderr}`))),
      ]);
    }
  };
  const open = async () => {
    send({
      id: 1,
      method: 'initialize',
      params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
    });
    await answerTo(1);
    send({ method: 'notifications/initialized' });
  };
  return { child, lines, ended, send, answerTo, open, stderr: () => stderr };
}

const slowly = async (work: () => Promise<unknown>) => {
  sandbox.inject({ service: 'hubspot', fault: { kind: 'latency', ms: 400 } });
  await work().finally(() => sandbox.clearFaults());
};

describe('over stdio', { timeout: 60_000 }, () => {
  it('nothing but protocol goes to standard output, and the process ends when its client goes', async () => {
    const folder = folderWith('audit: { stdout: true }\nlog: { level: debug }\n');
    const app = speak(folder);
    await app.open();
    app.send({ id: 2, method: 'tools/call', params: contact });
    app.send({ id: 3, method: 'tools/call', params: { name: 'nothing' } });
    expect(await app.answerTo(2)).toMatchObject({ result: { structuredContent: { fields: { firstname: 'Claire' } } } });
    await app.answerTo(3);
    app.child.stdin.end();
    expect(await app.ended).toBe(0);
    expect(app.lines.map((line) => (JSON.parse(line) as { readonly jsonrpc?: string }).jsonrpc)).toEqual(['2.0', '2.0', '2.0']);
    expect(app.stderr()).toContain('"outcome":"success"');
    expect(await outcomes(folder)).toContain('success');
  });

  it('a call that is being made is answered before SIGTERM ends the process', () =>
    slowly(async () => {
      const folder = folderWith();
      const app = speak(folder);
      await app.open();
      sandbox.clearRequests();
      app.send({ id: 2, method: 'tools/call', params: contact });
      await expect.poll(() => sandbox.requests.length, { timeout: 20_000 }).toBeGreaterThan(0);
      app.child.kill('SIGTERM');
      expect(await app.answerTo(2)).toMatchObject({ result: { structuredContent: { fields: { firstname: 'Claire' } } } });
      expect(await app.ended).toBe(0);
      expect(await outcomes(folder)).toEqual(['success']);
    }));

  it('a call whose client has gone is recorded before the process ends', () =>
    slowly(async () => {
      const folder = folderWith();
      const app = speak(folder);
      await app.open();
      sandbox.clearRequests();
      app.send({ id: 2, method: 'tools/call', params: contact });
      await expect.poll(() => sandbox.requests.length, { timeout: 20_000 }).toBeGreaterThan(0);
      app.child.stdin.end();
      expect(await app.ended).toBe(0);
      expect((await outcomes(folder)).length).toBe(1);
    }));
});

describe('over HTTP', { timeout: 60_000 }, () => {
  it('a call that is being made is answered and recorded before SIGTERM ends the process', () =>
    slowly(async () => {
      const folder = folderWith();
      const app = await startHttp(program, [], { cwd: folder });
      const client = await connect('client 2, revision 2026-07-28', { url: app.url });
      sandbox.clearRequests();
      const answer = client.callTool(contact);
      await expect.poll(() => sandbox.requests.length, { timeout: 20_000 }).toBeGreaterThan(0);
      const ended = app.stop();
      expect(await answer).toMatchObject({ structuredContent: { fields: { firstname: 'Claire' } } });
      expect(await ended).toBe(0);
      expect(await outcomes(folder)).toEqual(['success']);
      await client.close().catch(() => {});
    }));
});
