import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as surface from '../src/index.ts';
import { demo, startSandbox, type Sandbox } from '../src/index.ts';
import { spentSince } from './support/processor-time.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ adminToken: 'admin-token' });
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

interface Init {
  readonly method?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const salesforce = (path: string, init: Init = {}) =>
  fetch(`${sandbox.salesforce.url}/services/data/v62.0${path}`, {
    ...init,
    headers: { authorization: `Bearer ${sandbox.salesforce.token()}`, 'content-type': 'application/json', ...init.headers },
  });
const hubspot = (path: string, init: Init = {}) =>
  fetch(sandbox.hubspot.url + path, {
    ...init,
    headers: { authorization: `Bearer ${demo.hubspot.accessToken}`, 'content-type': 'application/json', ...init.headers },
  });
const countContacts = async () => {
  const answer = await salesforce(`/query?q=${encodeURIComponent('SELECT COUNT() FROM Contact')}`);
  return ((await answer.json()) as { totalSize: number }).totalSize;
};

test('the package exports these names and no others', () => {
  expect(Object.keys(surface).sort()).toEqual(['demo', 'demoNow', 'startSandbox', 'tiers']);
});

describe('a sandbox', () => {
  test('serves the same firm in both systems, under the names each knows', async () => {
    const soql = "SELECT Name FROM Account WHERE Website LIKE '%kestrel-foods.example' AND BillingCity = 'Hamburg'";
    expect(await (await salesforce(`/query?q=${encodeURIComponent(soql)}`)).json()).toMatchObject({
      records: [{ Name: 'Kestrel Foods GmbH' }],
    });
    const filters = [
      { propertyName: 'domain', operator: 'EQ', value: 'kestrelfoods.example' },
      { propertyName: 'city', operator: 'EQ', value: 'Hamburg' },
    ];
    const found = await hubspot('/crm/v3/objects/companies/search', {
      method: 'POST',
      body: JSON.stringify({ filterGroups: [{ filters }] }),
    });
    expect(await found.json()).toMatchObject({ total: 1, results: [{ properties: { name: 'Kestrel Food Group' } }] });
  });

  test('logs what was sent to both, in order', async () => {
    await salesforce('/sobjects');
    await hubspot('/crm/v3/objects/contacts?limit=1');
    expect(sandbox.requests).toMatchObject([
      { service: 'salesforce', method: 'GET', url: '/services/data/v62.0/sobjects', status: 200 },
      { service: 'hubspot', method: 'GET', url: '/crm/v3/objects/contacts?limit=1', status: 200 },
    ]);
    sandbox.clearRequests();
    expect(sandbox.requests).toEqual([]);
  });

  test('a snapshot brings the records of both back', async () => {
    const restore = sandbox.snapshot();
    const before = [await countContacts(), sandbox.hubspot.count('contacts')];
    await salesforce('/sobjects/Contact', { method: 'POST', body: JSON.stringify({ LastName: 'New' }) });
    sandbox.hubspot.load('contacts', [{ properties: { email: 'new@mailbox.example' } }]);
    expect([await countContacts(), sandbox.hubspot.count('contacts')]).toEqual(before.map((count) => count + 1));
    restore();
    expect([await countContacts(), sandbox.hubspot.count('contacts')]).toEqual(before);
  });

  test('reset undoes writes, faults and the passing of time', async () => {
    const before = await countContacts();
    await salesforce('/sobjects/Contact', { method: 'POST', body: JSON.stringify({ LastName: 'New' }) });
    sandbox.clock.advance(3_600_000);
    sandbox.inject({ fault: { kind: 'status', status: 503 } });
    sandbox.reset();
    expect(sandbox.requests).toEqual([]);
    expect(await countContacts()).toBe(before);
    expect(sandbox.clock.now() - surface.demoNow).toBeLessThan(60_000);
  });

  test('faults are injected from the constructor, by call, and over the admin endpoint of either server', async () => {
    const faulty = await startSandbox({
      faults: [{ service: 'hubspot', times: 1, fault: { kind: 'status', status: 502 } }],
      adminToken: 'other',
    });
    const get = (url: string) => fetch(`${url}/`).then((answer) => answer.status);
    expect(await get(faulty.hubspot.url)).toBe(502);
    const rule = faulty.inject({ fault: { kind: 'status', status: 504 } });
    expect([await get(faulty.hubspot.url), await get(faulty.salesforce.url), rule.hits]).toEqual([504, 504, 2]);
    faulty.clearFaults();
    await fetch(`${faulty.salesforce.url}/_sandbox/faults`, {
      method: 'POST',
      headers: { authorization: 'Bearer other' },
      body: JSON.stringify({ service: 'hubspot', fault: { kind: 'status', status: 521 } }),
    });
    expect(await get(faulty.hubspot.url)).toBe(521);
    await faulty.close();
  });

  test('sessions end with the virtual clock', async () => {
    const token = sandbox.salesforce.token();
    const status = async () => (await salesforce('/sobjects', { headers: { authorization: `Bearer ${token}` } })).status;
    expect(await status()).toBe(200);
    sandbox.clock.advance(7_201_000);
    expect(await status()).toBe(401);
  });

  test('two of them share nothing', async () => {
    const other = await startSandbox({ seed: 2, now: Date.UTC(2027, 0, 1) });
    other.hubspot.load('contacts', [{ properties: { email: 'only@mailbox.example' } }]);
    expect(sandbox.salesforce.url).not.toBe(other.salesforce.url);
    expect(
      (
        await fetch(`${other.salesforce.url}/services/data/v62.0/sobjects`, {
          headers: { authorization: `Bearer ${sandbox.salesforce.token()}` },
        })
      ).status,
    ).toBe(401);
    expect(new Date(other.clock.now()).getUTCFullYear()).toBe(2027);
    await other.close();
  });

  test.each([0, -1, 1.5, Number.NaN])('a scale of %d is refused', async (scale) => {
    await expect(startSandbox({ scale })).rejects.toThrow('scale is a whole number from 1');
  });

  test('starts within 300 ms of processor time, and keeps and brings back its state within 50', async () => {
    const times = { start: Infinity, snapshot: Infinity };
    for (let round = 0; round < 3; round += 1) {
      const begin = process.cpuUsage();
      const other = await startSandbox();
      times.start = Math.min(times.start, spentSince(begin));
      const middle = process.cpuUsage();
      other.snapshot()();
      times.snapshot = Math.min(times.snapshot, spentSince(middle));
      await other.close();
    }
    expect(times.start).toBeLessThan(300);
    expect(times.snapshot).toBeLessThan(50);
  });
});

describe('the command', () => {
  const cli = fileURLToPath(new URL('../src/cli.ts', import.meta.url));
  const run = (...flags: readonly string[]): ChildProcess =>
    spawn(process.execPath, ['--conditions=@causeway/source', cli, ...flags], {
      env: { ...process.env, CAUSEWAY_SANDBOX_ADMIN_TOKEN: 'from-env' },
    });
  const text = async (child: ChildProcess, stream: 'stdout' | 'stderr') => {
    let all = '';
    child[stream]?.on('data', (chunk: Buffer) => {
      all += chunk.toString();
    });
    await Promise.race([
      once(child, 'close'),
      stream === 'stdout' ? new Promise((resolve) => child.stdout?.once('data', resolve)) : once(child, 'close'),
    ]);
    return all;
  };

  test('says where it listens, serves, and ends on SIGTERM', async () => {
    const child = run('--json', '--scale', '2');
    const { hubspot: url, adminToken } = JSON.parse(await text(child, 'stdout')) as { hubspot: string; adminToken: string };
    expect(adminToken).toBe('from-env');
    expect(
      (await fetch(`${url}/crm/v3/objects/contacts`, { headers: { authorization: `Bearer ${demo.hubspot.accessToken}` } })).status,
    ).toBe(200);
    child.kill('SIGTERM');
    expect(await once(child, 'close')).toEqual([0, null]);
  });

  test('names the demo sign-ins for people', async () => {
    const child = run();
    expect(await text(child, 'stdout')).toMatch(
      /^Salesforce {2}http:\/\/127\.0\.0\.1:\d+\n {2}client credentials {2}causeway-demo-client \/ causeway-demo-secret\n/,
    );
    child.kill();
    await once(child, 'close');
  });

  test.each([
    [['--scale', 'many'], '--scale takes a whole number, not "many"\n'],
    [['--scale', ''], '--scale takes a whole number, not ""\n'],
    [['--hubspot-port', ''], '--hubspot-port takes a whole number, not ""\n'],
    [['--now', '+200000-01-01'], 'the sandbox knows the years 1970 to 9998\n'],
    [['--salesforce-port', '99999'], '--salesforce-port takes a port up to 65535, not 99999\n'],
    [['--now', 'noon'], '--now takes an ISO time, not "noon"\n'],
    [['--nonsense'], "Unknown option '--nonsense'"],
  ])('refuses %j in one line', async (flags, message) => {
    const child = run(...flags);
    const said = await text(child, 'stderr');
    expect(said.startsWith(message)).toBe(true);
    expect(said).not.toContain('    at ');
    expect(child.exitCode).toBe(2);
  });

  test('explains itself', async () => {
    expect(await text(run('--help'), 'stdout')).toMatch(/^Usage: causeway-sandbox \[options\]/);
  });
});
