import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { demo, startSandbox } from '@causeway/sandbox';
import { readCheckpoints, readLines, verifyLines } from '@causeway/middleware';
import { afterEach, describe, expect, it } from 'vitest';
import { configFor, startSandboxApp, type SandboxApp } from './sandbox-app.ts';
import { connect, type AnyClient } from '../../../test/app-clients.ts';
import { emptyFolder, fromSource, runToEnd, startHttp } from '../../../test/apps.ts';

const closing: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

const start = async (...args: Parameters<typeof startSandboxApp>): Promise<SandboxApp> => {
  const running = await startSandboxApp(...args);
  closing.push(() => running.close());
  return running;
};
const connected = async (url: string): Promise<AnyClient> => {
  const client = await connect('client 2, revision 2026-07-28', { url });
  closing.push(() => client.close().catch(() => {}));
  return client;
};
const ready = async (url: string) => {
  const response = await fetch(new URL('/readyz', url));
  return [response.status, await response.json()] as const;
};
const account = (client: AnyClient) => client.callTool({ name: 'salesforce_get_account', arguments: { name: 'Brightwater' } });
const contact = (client: AnyClient) =>
  client.callTool({ name: 'hubspot_get_contact', arguments: { email: 'claire.hughes@brightwaterdairy.example' } });
const failed = (code: string) => ({ isError: true, _meta: { 'causeway/error': { code } } });
const works = { structuredContent: { id: expect.any(String) as string } };
const quick = 'retry: { attempts: 1 }\nbreaker: { failures: 3, restMs: 300 }\n';
const recorded = async (folder: string) => {
  const directory = join(folder, '.causeway/audit');
  const lines: string[] = [];
  for await (const line of readLines(directory, 'main')) lines.push(line);
  const verified = await verifyLines(lines, { checkpoints: await readCheckpoints(directory, 'main') });
  return { verified, records: lines.map((line) => (JSON.parse(line) as { readonly record: Readonly<Record<string, unknown>> }).record) };
};

describe('a system that is down', { timeout: 60_000 }, () => {
  it('takes neither the server nor the other system down, and is back when it is back', async () => {
    const first = await startSandbox();
    const ports = {
      salesforce: { port: Number(new URL(first.salesforce.url).port) },
      hubspot: { port: Number(new URL(first.hubspot.url).port) },
    };
    const cwd = emptyFolder();
    writeFileSync(join(cwd, 'causeway.yaml'), configFor(first, quick));
    await first.close();
    const app = await startHttp(fromSource('crm-server'), [], { cwd });
    closing.push(() => app.stop());
    const client = await connected(app.url);
    expect((await client.listTools()).tools.length).toBeGreaterThan(20);
    expect(await account(client)).toMatchObject({
      ...failed('unavailable'),
      content: [{ text: expect.stringMatching(/ cannot be reached\. Try again later\.$/) as string }],
    });
    expect(await contact(client)).toMatchObject(failed('unavailable'));
    expect(await ready(app.url)).toEqual([503, { systems: { salesforce: 'unavailable', hubspot: 'unavailable' } }]);
    const second = await startSandbox(ports);
    closing.push(() => second.close());
    expect(await account(client)).toMatchObject(works);
    expect(await contact(client)).toMatchObject(works);
    expect(app.stderr()).toContain('"tool":"salesforce_get_account"');
  });

  it('that hangs or dies in the middle of a call leaves the other alone, and the call ends', async () => {
    const { app, sandbox } = await start(`${quick}timeout: { ms: 3000 }\n`);
    const client = await connected(app.url);
    expect(await account(client)).toMatchObject(works);
    const hang = sandbox.inject({ service: 'salesforce', fault: { kind: 'hang' } });
    const [slow, other] = await Promise.all([account(client), contact(client)]);
    expect(slow).toMatchObject(failed('timeout'));
    expect(other).toMatchObject(works);
    expect(hang.hits).toBeGreaterThan(0);
    sandbox.clearFaults();
    sandbox.inject({ service: 'salesforce', fault: { kind: 'reset' } });
    expect(await account(client)).toMatchObject(failed('unavailable'));
    expect(await contact(client)).toMatchObject(works);
    expect(await ready(app.url)).toEqual([200, { systems: { salesforce: 'unavailable', hubspot: 'ok' } }]);
    sandbox.clearFaults();
    expect(await account(client)).toMatchObject(works);
  });

  it('that loses the answer to a change is not asked again, and what is open is in the log', async () => {
    const { app, sandbox, folder } = await start(quick, ['--allow-writes']);
    const client = await connected(app.url);
    const { id } = (await contact(client)).structuredContent as { readonly id: string };
    sandbox.inject({ service: 'hubspot', method: 'PATCH', fault: { kind: 'lost-answer' } });
    const update = { name: 'hubspot_update_record', arguments: { object: 'contacts', id, values: { phone: '+44 2' } } };
    expect(await client.callTool(update)).toMatchObject(failed('unknown_outcome'));
    expect(sandbox.requests.filter(({ method }) => method === 'PATCH').length).toBe(1);
    await app.stop();
    const { verified, records } = await recorded(folder);
    expect(verified).toMatchObject({ ok: true });
    const about = records
      .filter(({ operation, via }) => operation === 'hubspot_update_record' && via !== 'preview')
      .map(({ kind, outcome }) => [kind, outcome]);
    expect(about).toEqual([
      ['intent', undefined],
      ['outcome', 'pending'],
      ['resumed', undefined],
      ['outcome', expect.stringMatching(/unknown|error/)],
    ]);
  });
});

describe('access that ends', { timeout: 60_000 }, () => {
  it('while the server runs is fetched anew, or said plainly', async () => {
    const { app, sandbox } = await start(quick);
    const client = await connected(app.url);
    expect(await account(client)).toMatchObject(works);
    expect(sandbox.salesforce.expireSessions()).toBeGreaterThan(0);
    expect(await account(client)).toMatchObject(works);
    sandbox.inject({ service: 'hubspot', fault: { kind: 'preset', name: 'hubspot.expired-authentication' } });
    const refused = await contact(client);
    expect(refused).toMatchObject(failed('unauthenticated'));
    expect(JSON.stringify(refused)).not.toContain(demo.hubspot.accessToken);
    expect(await account(client)).toMatchObject(works);
    expect(await ready(app.url)).toEqual([200, { systems: { salesforce: 'ok', hubspot: 'unauthenticated' } }]);
    expect(app.stderr()).not.toMatch(new RegExp(`${demo.hubspot.accessToken}|${demo.salesforce.clientSecret}|Brightwater`));
  });
});

describe('an audit log that cannot be written', { timeout: 60_000 }, () => {
  it('keeps the server from starting, with one line', async () => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, 'in-the-way'), '');
    writeFileSync(join(cwd, 'causeway.yaml'), 'audit: { files: { directory: in-the-way } }\n');
    const { code, stderr } = await runToEnd(fromSource('crm-server'), ['--demo', '--port', '0'], { cwd });
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^causeway-crm-server: The audit log cannot be written \(E[A-Z]+\): .*\n$/)]);
  });

  it('later stops changes before they are made; reads go on and are recorded when it works again', async () => {
    const { app, sandbox, folder } = await start(`${quick}audit: { files: { maxBytes: 1024 } }\n`, ['--allow-writes']);
    const client = await connected(app.url);
    const { id } = (await contact(client)).structuredContent as { readonly id: string };
    const directory = join(folder, '.causeway/audit');
    // Each record needs a new file, and where the folder was is a file now: as on a disk that is full, nothing can be written.
    renameSync(directory, `${directory}.away`);
    writeFileSync(directory, '');
    expect(await account(client)).toMatchObject(works);
    const update = { name: 'hubspot_update_record', arguments: { object: 'contacts', id, values: { phone: '+44 3' } } };
    expect(await client.callTool(update)).toMatchObject({
      ...failed('unavailable'),
      content: [{ text: expect.stringContaining('cannot be recorded') as string }],
    });
    expect(sandbox.requests.filter(({ method }) => method === 'PATCH')).toEqual([]);
    expect(await account(client)).toMatchObject(works);
    expect(app.stderr()).toContain('audit record not written');
    rmSync(directory);
    renameSync(`${directory}.away`, directory);
    expect(await client.callTool(update)).toMatchObject(works);
    await app.stop();
    const { verified, records } = await recorded(folder);
    expect(verified).toMatchObject({ ok: true });
    expect(records.filter(({ operation }) => operation === 'salesforce_get_account').length).toBe(2);
  });
});
