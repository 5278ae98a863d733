import { createServer, type AddressInfo } from 'node:net';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { demo, startSandbox } from '@causeway/sandbox';
import { describe, expect, it } from 'vitest';
import { configFor } from './sandbox-app.ts';
import { connect } from '../../../test/app-clients.ts';
import { emptyFolder, fromSource, runToEnd, startHttp } from '../../../test/apps.ts';
import { root } from '../../../test/imports.ts';

const app = fromSource('crm-server');
const run = (args: readonly string[], options?: Parameters<typeof runToEnd>[2]) => runToEnd(app, args, options);

/** A process that ended with one line on standard error and nothing else. */
const refused = (code: number, line: RegExp | string) => ({
  code,
  stdout: '',
  stderr: expect.stringMatching(typeof line === 'string' ? new RegExp(`^causeway-crm-server: ${line}\n$`) : line) as string,
});

describe('the command', { timeout: 60_000 }, () => {
  it.each([
    [['--prot', '1'], "Unknown option '--prot'. See --help."],
    [['--port', 'http'], '--port must be a number from 0 to 65535, not "http".'],
    [['--demo', '--toolsets', 'raed'], 'Salesforce: toolsets.0: Invalid option: expected one of "read"|"write"|"support"'],
    [['--demo', '--toolsets', 'write'], 'Salesforce: the toolset "write" needs --allow-writes.'],
    [['--demo', '--config', 'nowhere.yaml'], 'The configuration file nowhere.yaml cannot be read: ENOENT.'],
    [
      ['--demo', '--host', '0.0.0.0'],
      'Listening on 0.0.0.0 needs "auth" in the config file: everyone who reaches this machine could call.',
    ],
  ])('refuses %j with one line and exit code 2', async (args, line) => {
    expect(await run(args)).toEqual({ code: 2, stdout: '', stderr: `causeway-crm-server: ${line}\n` });
  });

  it('serves nobody invented customers by accident', async () => {
    expect(await run(['--stdio'])).toEqual(
      refused(2, /^causeway-crm-server: No system has credentials\. .*SALESFORCE_CLIENT_ID.*HUBSPOT_ACCESS_TOKEN.*--demo.*\n$/),
    );
  });

  it('says which setting of the file is wrong, with its place', async () => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, 'causeway.yaml'), 'http:\n  prot: 3\n');
    expect(await run(['--demo'], { cwd })).toEqual(refused(2, 'causeway.yaml:2:3: http.prot: there is no such setting'));
  });

  it('says which variable is wrong', async () => {
    const env = { SALESFORCE_USERNAME: 'ada@example.com' };
    expect(await run(['--check'], { env })).toEqual(refused(2, 'Salesforce: auth: needs clientId and clientSecret; or .*'));
  });

  it('says that a port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    expect(await run(['--demo', '--port', String(port)])).toEqual(refused(2, `Port ${port} is taken; give another with --port.`));
    other.close();
  });

  it('explains itself, and tells its version', async () => {
    const help = await run(['--help']);
    expect(help).toMatchObject({ code: 0, stderr: '' });
    for (const text of ['--stdio', '--allow-writes', 'SALESFORCE_SECURITY_TOKEN', 'HUBSPOT_ACCESS_TOKEN'])
      expect(help.stdout).toContain(text);
    const { version } = JSON.parse(readFileSync(join(root, 'apps/crm-server/package.json'), 'utf8')) as { readonly version: string };
    expect(await run(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });

  it('prints the JSON Schema that the package publishes (npm run schema writes it)', async () => {
    const published: unknown = JSON.parse(readFileSync(join(root, 'apps/crm-server/causeway.schema.json'), 'utf8'));
    expect(JSON.parse((await run(['--config-schema'])).stdout)).toEqual(published);
  });
});

describe('--check', { timeout: 60_000 }, () => {
  it('prints who we are in every system', async () => {
    const { code, stdout } = await run(['--demo', '--check']);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^system +state +user +org +scopes +quota +latency\nsalesforce +ok +ada@causeway\.example +\S+ .*daily \d+\/\d+ .*ms\nhubspot +ok .*4242001.*ms\n/,
    );
  });

  it('ends with 1 when a system refuses us, and says what to do; the other is not touched by it', async () => {
    const sandbox = await startSandbox();
    const cwd = emptyFolder();
    writeFileSync(join(cwd, 'causeway.yaml'), configFor(sandbox).replace(demo.hubspot.accessToken, 'pat-wrong'));
    const { code, stdout } = await run(['--check'], { cwd });
    await sandbox.close();
    expect(code).toBe(1);
    expect(stdout).toMatch(/\nsalesforce +ok /);
    expect(stdout).toMatch(/\nhubspot +failed +\d+ ms\n/);
    expect(stdout).toMatch(/\nhubspot: .+\n/);
    expect(stdout).not.toContain('pat-wrong');
  });
});

describe('--lock-surface', { timeout: 60_000 }, () => {
  it('writes the tools as they are; later ones are hidden until somebody looks at them', async () => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, 'causeway.yaml'), 'surfaceLock: tools.lock.json\n');
    expect(await run(['--demo', '--lock-surface'], { cwd })).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^tools\.lock\.json: \d+ tools\n$/) as string,
    });
    const path = join(cwd, 'tools.lock.json');
    expect(existsSync(path)).toBe(true);
    const server = await startHttp(app, ['--demo', '--allow-writes'], { cwd });
    const client = await connect('client 2, revision 2026-07-28', { url: server.url });
    const { tools } = await client.listTools();
    expect(tools.filter(({ annotations }) => annotations?.readOnlyHint !== true)).toEqual([]);
    expect(server.stdout()).toMatch(/Warning: \d+ tools differ from tools\.lock\.json, so they are hidden\./);
    await client.close();
    await server.stop();
  });
});

describe('the config file', { timeout: 60_000 }, () => {
  it('of the README makes both connectors', async () => {
    const file = join(root, 'packages/server/test/causeway.yaml');
    const key = 'abcdefghijabcdefghijabcdefghijabcdefghij';
    const env = { EMEA_CLIENT_ID: 'a', EMEA_CLIENT_SECRET: 'b', HUBSPOT_ACCESS_TOKEN: 'c', AUDIT_KEY: key };
    const cwd = emptyFolder();
    expect(await run(['--lock-surface', '--config', file], { cwd, env })).toMatchObject({ code: 0, stderr: '' });
    const { tools } = JSON.parse(readFileSync(join(cwd, 'surface.lock.json'), 'utf8')) as { readonly tools: object };
    expect(Object.keys(tools)).toEqual(expect.arrayContaining(['emea_update_record', 'hubspot_update_record']));
  });
});

describe('what is configured', { timeout: 60_000 }, () => {
  it('is served alone, from the file .env', async () => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, '.env'), 'HUBSPOT_ACCESS_TOKEN=pat-from-dotenv\n');
    const server = await startHttp(app, ['--demo-if-unconfigured'], { cwd });
    expect(server.stdout()).toContain('HubSpot (hubspot_…)');
    expect(server.stdout()).not.toMatch(/Salesforce \(|invented|pat-from-dotenv/);
    expect(await server.stop()).toBe(0);
  });

  it('is not served with --demo: then every customer is invented', async () => {
    const server = await startHttp(app, ['--demo'], { env: { HUBSPOT_ACCESS_TOKEN: 'pat-real' } });
    expect(server.stdout()).toContain('every customer here is invented');
    expect(server.stdout()).toContain('Salesforce (salesforce_…)');
    const client = await connect('client 2, revision 2026-07-28', { url: server.url });
    expect(client.getInstructions()).toContain('Every customer here is invented');
    expect(
      await client.callTool({ name: 'hubspot_get_contact', arguments: { email: 'claire.hughes@brightwaterdairy.example' } }),
    ).toMatchObject({
      structuredContent: { notes: expect.arrayContaining(['Invented demo data from the Causeway sandbox.']) as unknown },
    });
    await client.close();
    expect(await server.stop('SIGINT')).toBe(0);
  });

  it('offers only what flags allow', async () => {
    const server = await startHttp(app, ['--demo', '--toolsets', 'support', '--allow-object', 'Case', '--allow-object', 'Knowledge__kav']);
    const client = await connect('client 2, revision 2026-07-28', { url: server.url });
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name).filter((name) => name.startsWith('salesforce'))).toEqual([
      'salesforce_search_knowledge',
      'salesforce_get_article',
    ]);
    await client.close();
    await server.stop();
  });
});
