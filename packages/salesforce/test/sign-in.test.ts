import { afterEach, describe, expect, test } from 'vitest';
import { createToolkit, Secret, type CallContext } from '@causeway/core';
import { demo } from '@causeway/sandbox';
import { salesforce, type SalesforceAuth } from '@causeway/salesforce';
import { audienceOf } from '../src/client/sign-in.ts';
import { admin, benchOf, connect, limited, tokenOf, useSandbox } from './harness.ts';

const sandbox = useSandbox();
afterEach(() => {
  sandbox().clearFaults();
  sandbox().clearRequests();
});

const { clientId, clientSecret } = demo.salesforce;
const app = { clientId, clientSecret: new Secret(clientSecret) };

const signIns = () => sandbox().requests.filter(({ url }) => url.includes('/oauth2/token') || url.includes('/Soap/'));

async function whoAmI(auth: SalesforceAuth): Promise<unknown> {
  const user = await benchOf(connect(sandbox(), { auth })).call<{ fields: Record<string, unknown> }>('get_current_user');
  return user.fields['Username'];
}

describe('each way to sign in', () => {
  test('client credentials', async () => {
    expect(await whoAmI(app)).toBe(admin);
    expect(signIns()).toHaveLength(1);
  });

  test('JWT bearer', async () => {
    const privateKey = new Secret(sandbox().salesforce.jwtPrivateKey);
    expect(await whoAmI({ clientId, username: limited, privateKey })).toBe(limited);
  });

  test.each([
    ['https://login.salesforce.com', 'https://login.salesforce.com'],
    ['https://test.salesforce.com', 'https://test.salesforce.com'],
    ['https://acme.my.salesforce.com', 'https://login.salesforce.com'],
    ['https://acme--dev.sandbox.my.salesforce.com', 'https://test.salesforce.com'],
  ])('an assertion sent to %s is meant for %s', (loginUrl, audience) => {
    expect(audienceOf(loginUrl)).toBe(audience);
  });

  test('a refresh token', async () => {
    const refreshToken = new Secret(sandbox().salesforce.refreshToken(limited));
    expect(await whoAmI({ ...app, refreshToken })).toBe(limited);
  });

  test('an access token', async () => {
    expect(await whoAmI(tokenOf(sandbox(), limited))).toBe(limited);
    expect(signIns()).toHaveLength(0);
  });

  test('user name, password and security token, with a note on when that ends', async () => {
    const { username, password, securityToken } = demo.salesforce.limited;
    const auth = { username, password: new Secret(password), securityToken: new Secret(securityToken) };
    expect(await whoAmI(auth)).toBe(limited);
    const [health] = await createToolkit({ connectors: [connect(sandbox(), { auth })] }).check();
    expect(JSON.stringify(health)).toContain('Salesforce retires SOAP login');
  });
});

describe('refused credentials', () => {
  const wrong = new Secret('wrong-secret-value');
  const cases: readonly (readonly [string, SalesforceAuth])[] = [
    ['client credentials', { clientId, clientSecret: wrong }],
    ['an unknown app', { clientId: 'nobody', clientSecret: wrong }],
    ['a refresh token', { ...app, refreshToken: wrong }],
    ['a password', { username: limited, password: wrong }],
    ['an access token', { accessToken: wrong, instanceUrl: '' }],
  ];

  test.each(cases)('%s: unauthenticated, and the secret stands nowhere', async (_, given) => {
    const auth = 'instanceUrl' in given ? { ...given, instanceUrl: sandbox().salesforce.url } : given;
    const error = await benchOf(connect(sandbox(), { auth })).fail('get_limits');
    expect(error.code).toBe('unauthenticated');
    expect(error.hint).toBeTruthy();
    expect(JSON.stringify(error)).not.toContain('wrong-secret-value');
  });

  test('are not tried again at once, so that nobody is locked out', async () => {
    const bench = benchOf(connect(sandbox(), { auth: { username: limited, password: wrong } }));
    for (let time = 0; time < 5; time += 1) expect((await bench.fail('get_limits')).code).toBe('unauthenticated');
    expect(signIns()).toHaveLength(1);
  });
});

describe('a session', () => {
  test('is opened once for calls that start side by side', async () => {
    const bench = benchOf(connect(sandbox(), { auth: app }));
    await Promise.all(Array.from({ length: 20 }, () => bench.call('get_limits')));
    expect(signIns()).toHaveLength(1);
  });

  test('that has expired is renewed once for all that were refused, and each request repeated once', async () => {
    const bench = benchOf(connect(sandbox(), { auth: app }));
    await bench.call('get_limits');
    sandbox().salesforce.expireSessions();
    sandbox().clearRequests();
    await Promise.all(Array.from({ length: 10 }, () => bench.call('get_limits')));
    expect(signIns()).toHaveLength(1);
    expect(sandbox().requests.filter(({ url }) => url.includes('/limits')).length).toBeLessThanOrEqual(20);
  });

  test('that keeps failing ends as unauthenticated after one renewal', async () => {
    const bench = benchOf(connect(sandbox(), { auth: app }));
    await bench.call('get_limits');
    sandbox().inject({ service: 'salesforce', path: '/limits', fault: { kind: 'preset', name: 'salesforce.session-expired' } });
    sandbox().clearRequests();
    expect((await bench.fail('get_limits')).code).toBe('unauthenticated');
    expect(sandbox().requests.map(({ url }) => url.split('?')[0]?.split('/').at(-1))).toEqual(['limits', 'token', 'limits']);
  });

  test('that fails again later in the same call is not renewed a second time', async () => {
    const expired = { kind: 'preset', name: 'salesforce.session-expired' } as const;
    const first = sandbox().inject({ service: 'salesforce', path: 'SELECT+Id+FROM+Account', times: 1, fault: expired });
    const second = sandbox().inject({ service: 'salesforce', path: 'SELECT+Name%2C+Industry', fault: expired });
    const error = await benchOf(connect(sandbox(), { auth: app })).fail('get_account', { name: 'Kestrel Foods GmbH' });
    expect(error.code).toBe('unauthenticated');
    expect([first.hits, second.hits]).toEqual([1, 1]);
    expect(signIns()).toHaveLength(2);
  });

  test('of an access token cannot be renewed: one request', async () => {
    const bench = benchOf(connect(sandbox()));
    sandbox().inject({ service: 'salesforce', path: '/limits', fault: { kind: 'preset', name: 'salesforce.session-expired' } });
    expect((await bench.fail('get_limits')).code).toBe('unauthenticated');
    expect(sandbox().requests).toHaveLength(1);
  });

  test('is told its quota', async () => {
    const told: unknown[] = [];
    const bench = benchOf(connect(sandbox()), [
      async (call, next) => {
        const output = await next(call);
        told.push(...call.context.trail.log.quotas);
        return output;
      },
    ]);
    await bench.call('get_limits');
    expect(told).toMatchObject([{ name: 'daily', limit: 1_000_000 }]);
  });
});

describe('a refresh token that rotates', () => {
  test('is told to its owner, and the new one is used from then on', async () => {
    const seen: string[] = [];
    const first = sandbox().salesforce.refreshToken(limited);
    const onRotate = (next: Secret) => void seen.push(next.reveal());
    const bench = benchOf(connect(sandbox(), { auth: { ...app, refreshToken: new Secret(first), onRotate } }));
    await bench.call('get_limits');
    sandbox().salesforce.expireSessions();
    await bench.call('get_limits');
    expect(seen).toHaveLength(2);
    expect(new Set([first, ...seen]).size).toBe(3);
  });

  test('that its owner cannot store is an error that is not hidden', async () => {
    const refreshToken = new Secret(sandbox().salesforce.refreshToken(limited));
    const onRotate = () => Promise.reject(new Error('disk full'));
    const bench = benchOf(connect(sandbox(), { auth: { ...app, refreshToken, onRotate } }));
    expect(await bench.fail('get_limits')).toMatchObject({
      code: 'internal',
      message: 'The new refresh token could not be stored by its owner.',
    });
  });
});

describe('a credential per call', () => {
  test('is asked for each call, and told which one was rejected', async () => {
    const asked: (string | undefined)[] = [];
    const tokens = [sandbox().salesforce.token(limited), sandbox().salesforce.token(limited)];
    const auth = async (_: CallContext, rejected?: SalesforceAuth): Promise<SalesforceAuth> => {
      const old = rejected !== undefined && 'accessToken' in rejected ? rejected.accessToken.reveal() : undefined;
      asked.push(old);
      return { accessToken: new Secret(tokens[old === undefined ? 0 : 1] ?? ''), instanceUrl: sandbox().salesforce.url };
    };
    const bench = benchOf(salesforce({ loginUrl: sandbox().salesforce.url, auth }));
    sandbox().salesforce.expireSessions(tokens[0]);
    await bench.call('get_limits');
    expect(asked).toEqual([undefined, tokens[0]]);
  });

  test('keeps what users see apart', async () => {
    const auth = (call: CallContext): Promise<SalesforceAuth> =>
      Promise.resolve(tokenOf(sandbox(), call.partition === 'anonymous' ? admin : limited));
    const toolkit = createToolkit({ connectors: [salesforce({ loginUrl: sandbox().salesforce.url, auth })] });
    const lee = { principal: { id: 'lee', scopes: [], roles: [], groups: [] } };
    const describeAs = async (caller?: typeof lee) => {
      const result = await toolkit.call({
        name: 'salesforce_describe_object',
        arguments: { object: 'Account', keyword: 'revenue' },
        caller,
      });
      return result.kind === 'done' ? (result.output as { fields: string }).fields : 'failed';
    };
    expect(await Promise.all([describeAs(), describeAs(lee), describeAs(), describeAs(lee)])).toEqual([
      'AnnualRevenue:currency',
      '',
      'AnnualRevenue:currency',
      '',
    ]);
  });
});

test('a session is never sent to another origin', async () => {
  const auth = () => Promise.resolve<SalesforceAuth>({ accessToken: new Secret('token'), instanceUrl: 'https://attacker.example' });
  const error = await benchOf(salesforce({ auth })).fail('get_limits');
  expect(error).toMatchObject({ code: 'permission_denied', message: 'Requests to https://attacker.example are not allowed.' });
});

test('a private address is refused unless an operator wrote it down', async () => {
  const auth = () => Promise.resolve<SalesforceAuth>({ accessToken: new Secret('token'), instanceUrl: 'https://127.0.0.1' });
  const error = await benchOf(salesforce({ auth, network: { origins: ['https://127.0.0.1'] } })).fail('get_limits');
  expect(error).toMatchObject({ code: 'permission_denied', message: 'Requests to "127.0.0.1" are refused: it is not a public host.' });
});

test('check tells the user, the org and what is left, and refuses a revision that the org does not serve', async () => {
  const check = async (apiVersion: string) =>
    (await createToolkit({ connectors: [connect(sandbox(), { auth: app, apiVersion })] }).check())[0];
  expect(await check('67.0')).toMatchObject({ health: { user: admin, quotas: [{ name: 'daily', limit: 1_000_000 }], notes: [] } });
  expect(await check('44.0')).toMatchObject({ health: { notes: ['API version 44.0 is 24 releases old; the newest is 68.0.'] } });
  expect(JSON.stringify(await check('99.0'))).toMatch(/not_found|internal/);
});
