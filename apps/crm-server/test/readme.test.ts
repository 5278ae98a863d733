import { readFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createApiKey, keyFile } from '@causeway/auth';
import { demo, startSandbox, type Sandbox } from '@causeway/sandbox';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../../../test/app-clients.ts';
import { emptyFolder, environment, runToEnd, type Program } from '../../../test/apps.ts';
import { root } from '../../../test/imports.ts';

const source = (path: string): Program => ({
  command: process.execPath,
  args: ['--conditions=@causeway/source', join(root, 'apps/crm-server', path)],
});
const claire = { email: 'claire.hughes@brightwaterdairy.example' };
let sandbox: Sandbox;
const closing: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  sandbox = await startSandbox();
});

afterAll(() => sandbox?.close());

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

describe('npm run demo', { timeout: 60_000 }, () => {
  it('ends well, and prints what the README shows (vitest -u fills it in)', async () => {
    const { code, stdout, stderr } = await runToEnd(source('src/demo.ts'), []);
    expect([code, stderr]).toEqual([0, '']);
    const transcript = stdout.replace(/127\.0\.0\.1:\d+/, '127.0.0.1:3000');
    const readme = readFileSync(join(root, 'README.md'), 'utf8');
    const block = /(<!-- npm run demo -->\n```text\n)[^]*?(```)/;
    expect(readme).toMatch(block);
    await expect(readme.replace(block, (_, open: string, close: string) => open + transcript + close)).toMatchFileSnapshot(
      join(root, 'README.md'),
    );
  });

  it('shows a refusal, an approval and a whole chain in at most 30 lines', async () => {
    const readme = readFileSync(join(root, 'README.md'), 'utf8');
    const [, transcript = ''] = /<!-- npm run demo -->\n```text\n([^]*?)```/.exec(readme) ?? [];
    expect(transcript).toMatch(
      /refused: Your access does not allow this call[^]*a person says yes[^]*Audit: \d+ records, the chain is whole/,
    );
    expect(transcript.trimEnd().split('\n').length).toBeLessThanOrEqual(30);
  });
});

describe('the README', { timeout: 60_000 }, () => {
  it('mounts a connector beside the tools of a server', async () => {
    const env = { HUBSPOT_BASE_URL: sandbox.hubspot.url, HUBSPOT_ACCESS_TOKEN: demo.hubspot.accessToken };
    const client = await connect('sdk 1', { program: source('examples/mount.ts'), options: { env } });
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(expect.arrayContaining(['ping', 'hubspot_get_contact']));
    expect(await client.callTool({ name: 'ping', arguments: {} })).toMatchObject({ content: [{ text: 'pong' }] });
    expect(await client.callTool({ name: 'hubspot_get_contact', arguments: claire })).toMatchObject({
      structuredContent: { fields: { firstname: 'Claire' } },
    });
    await client.close();
  });

  it('serves a connector over HTTP, where it may read and nothing else', async () => {
    const env = { HUBSPOT_BASE_URL: sandbox.hubspot.url, HUBSPOT_ACCESS_TOKEN: demo.hubspot.accessToken };
    const url = await serving(source('examples/serve.ts'), env);
    const client = await connect('client 2, revision 2026-07-28', { url });
    const { tools } = await client.listTools();
    expect(tools.filter(({ annotations }) => annotations?.readOnlyHint !== true)).toEqual([]);
    expect(await client.callTool({ name: 'hubspot_get_contact', arguments: claire })).toMatchObject({
      structuredContent: { fields: { firstname: 'Claire' } },
    });
    await client.close();
  });

  it('composes a server for two orgs, with keys, rules and masks', async () => {
    const keys = join(emptyFolder(), 'keys.json');
    const keyFor = async (principal: string, groups: readonly string[]) => {
      const { key, token } = createApiKey({ principal, scopes: ['crm.read'], roles: [], groups });
      await keyFile(keys).add(key);
      return { authorization: `Bearer ${token.reveal()}` };
    };
    const [ada, lee] = [await keyFor('ada', ['emea']), await keyFor('lee', [])];
    const { clientId, clientSecret } = demo.salesforce;
    const url = await serving(source('examples/enterprise.ts'), {
      EMEA_URL: sandbox.salesforce.url,
      US_URL: sandbox.salesforce.url,
      SALESFORCE_CLIENT_ID: clientId,
      SALESFORCE_CLIENT_SECRET: clientSecret,
      HUBSPOT_BASE_URL: sandbox.hubspot.url,
      HUBSPOT_ACCESS_TOKEN: demo.hubspot.accessToken,
      CAUSEWAY_KEYS: keys,
    });
    await expect(connect('client 2, revision 2026-07-28', { url })).rejects.toThrow();
    const systemsOf = async (headers: Readonly<Record<string, string>>) => {
      const client = await connect('client 2, revision 2026-07-28', { url, headers });
      const { tools } = await client.listTools();
      const account = await client.callTool({ name: 'us_get_account', arguments: { name: 'Brightwater' } });
      expect(account.structuredContent).toMatchObject({ fields: { Name: 'Brightwater Dairy Ltd', AnnualRevenue: '[masked]' } });
      await client.close();
      return [...new Set(tools.map(({ name }) => name.split('_')[0]))];
    };
    expect(await systemsOf(ada)).toEqual(['emea', 'us', 'hubspot']);
    expect(await systemsOf(lee)).toEqual(['us', 'hubspot']);
  });
});

/** Starts a program that says in one line where it serves. */
async function serving({ command, args }: Program, env: Readonly<Record<string, string>>) {
  const cwd = emptyFolder();
  const child = spawn(command, [...args], {
    cwd,
    env: environment({ env: { ...env, PORT: '0' } }, cwd),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => resolve(/http:\S+/.exec(chunk.toString())?.[0] ?? ''));
    void ended.then(() => reject(new Error('It ended early.')));
  });
  closing.push(async () => {
    child.kill();
    await ended;
  });
  return url;
}
