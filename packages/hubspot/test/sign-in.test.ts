import { afterEach, describe, expect, test } from 'vitest';
import { createToolkit, Secret, type CallContext } from '@causeway/core';
import { demo } from '@causeway/sandbox';
import { hubspot, type HubSpotAuth } from '@causeway/hubspot';
import { benchOf, connect, useSandbox } from './harness.ts';
import { allScopes, fewScopes } from './samples.ts';

const sandbox = useSandbox();
afterEach(() => sandbox().reset());

const { clientId, clientSecret, refreshToken } = demo.hubspot;
const app: HubSpotAuth = { clientId, clientSecret: new Secret(clientSecret), refreshToken: new Secret(refreshToken) };
const signIns = () => sandbox().requests.filter(({ url }) => url.endsWith('/oauth/2026-03/token'));

describe('each way to sign in', () => {
  test('an access token is sent as it is', async () => {
    await benchOf(connect(sandbox())).call('list_owners');
    expect(sandbox().requests.map(({ headers }) => headers['authorization'])).toEqual([`Bearer ${allScopes}`]);
  });

  test('a refresh token is exchanged once, however many calls wait, and its user and scopes are known', async () => {
    const bench = benchOf(connect(sandbox(), { auth: app }));
    await Promise.all(Array.from({ length: 10 }, () => bench.call('list_owners')));
    expect(signIns()).toHaveLength(1);
    const { fields } = await bench.call<{ fields: Record<string, unknown> }>('get_account_info');
    expect(String(fields['scopes'])).toContain('oauth');
    expect(fields['user']).toMatch(/@/);
  });

  test('it is exchanged again before it ends, not after a refusal', async () => {
    const bench = benchOf(connect(sandbox(), { auth: app }));
    await bench.call('list_owners');
    const later = Date.now() + 29.5 * 60_000;
    const { now } = Date;
    Date.now = () => later;
    try {
      await bench.call('list_pipelines');
    } finally {
      Date.now = now;
    }
    expect(signIns()).toHaveLength(2);
    expect(sandbox().requests.filter(({ status }) => status === 401)).toEqual([]);
  });

  test('a token that is refused is renewed once', async () => {
    const bench = benchOf(connect(sandbox(), { auth: app }));
    await bench.call('list_owners');
    const used = sandbox().requests.at(-1)?.headers['authorization']?.slice('Bearer '.length) ?? '';
    sandbox().hubspot.expireToken(used);
    sandbox().clearRequests();
    await bench.call('list_pipelines');
    expect(sandbox().requests.map(({ status }) => status)).toEqual([401, 200, 200]);
  });

  test('credentials that are refused for good are asked about at most twice', async () => {
    let asked = 0;
    const auth = (): Promise<HubSpotAuth> => {
      asked += 1;
      return Promise.resolve({ accessToken: new Secret(`wrong-${asked}`) });
    };
    const error = await benchOf(connect(sandbox(), { auth })).fail('list_owners');
    expect(error).toMatchObject({ code: 'unauthenticated', hint: 'An operator should check the credentials of this connector.' });
    expect([asked, sandbox().requests.length]).toEqual([2, 2]);
  });

  test('a function gives each call its own access', async () => {
    const auth = (call: CallContext): Promise<HubSpotAuth> =>
      Promise.resolve({ accessToken: new Secret(call.partition === 'anonymous' ? fewScopes : allScopes) });
    const toolkit = createToolkit({ connectors: [connect(sandbox(), { auth })] });
    const ada = { principal: { id: 'ada', scopes: [], roles: [], groups: [] } };
    const call = (caller: object) => toolkit.call({ name: 'hubspot_list_owners', arguments: {}, caller });
    expect((await call({})).kind).toBe('failed');
    expect((await call(ada)).kind).toBe('done');
    expect((await call({})).kind).toBe('failed');
  });

  test('a wrong client secret is unauthenticated, and stands in no error', async () => {
    const auth = { ...app, clientSecret: new Secret('wrong-secret-of-the-app') };
    const error = await benchOf(connect(sandbox(), { auth })).fail('list_owners');
    expect(error.code).toBe('unauthenticated');
    expect(JSON.stringify(error)).not.toContain('wrong-secret');
  });
});

describe('check', () => {
  test('tells portal, scopes, quotas, and an API that is about to end', async () => {
    const [current, old, unknown] = await Promise.all(
      [{}, { apiVersion: 'legacy' as const }, { token: 'nonsense' }].map(async (options) => {
        const [result] = await createToolkit({ connectors: [connect(sandbox(), options)] }).check();
        return result;
      }),
    );
    expect(current).toMatchObject({ ok: true, health: { organization: '4242001', notes: [] } });
    if (current?.ok) {
      expect(current.health.scopes).toContain('crm.objects.contacts.read');
      expect(current.health.quotas?.map(({ name }) => name)).toEqual(['daily', 'ten_secondly']);
    }
    expect(old).toMatchObject({ ok: true, health: { notes: [expect.stringContaining('2027-03-30')] } });
    expect(unknown).toMatchObject({ ok: false, error: { code: 'unauthenticated' } });
  });

  test('of a portal that cannot be reached fails', async () => {
    const connector = hubspot({ baseUrl: 'http://127.0.0.1:9', auth: { accessToken: new Secret('x') } });
    const [result] = await createToolkit({ connectors: [connector] }).check();
    expect(result).toMatchObject({ ok: false, error: { code: 'unavailable' } });
    await connector.close?.();
    await connector.close?.();
  });
});
