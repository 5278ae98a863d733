import { toJsonSchema, type Connector } from '@causeway/core';
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { demo } from '@causeway/sandbox';
import { salesforceKind } from '@causeway/salesforce';
import * as surface from '@causeway/salesforce';
import { benchOf, limited, useSandbox } from './harness.ts';

const sandbox = useSandbox();
const { clientId, clientSecret } = demo.salesforce;

const parse = (options: unknown) => salesforceKind.options.safeParse(options);

async function connect(auth: object, options: object = {}): Promise<Connector> {
  return salesforceKind.create(salesforceKind.options.parse({ auth, loginUrl: sandbox().salesforce.url, ...options }));
}

async function whoAmI(auth: object): Promise<unknown> {
  const user = await benchOf(await connect(auth)).call<{ fields: Record<string, unknown> }>('get_current_user');
  return user.fields['Username'];
}

test('the package exports this and nothing else', () => {
  expect(Object.keys(surface).toSorted()).toEqual(['salesforce', 'salesforceKind']);
});

test('a connector tells the version of its package', async () => {
  const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };
  expect((await connect({ clientId, clientSecret })).version).toBe(manifest.version);
});

test('every option is described, secrets are marked, and every variable leads to an option', () => {
  const schema = toJsonSchema(salesforceKind.options, 'input') as {
    properties: Record<string, { description?: string; properties?: Record<string, { description?: string; secret?: boolean }> }>;
  };
  const auth = schema.properties['auth']?.properties ?? {};
  const described = [...Object.entries(schema.properties), ...Object.entries(auth)];
  expect(described.filter(([, { description }]) => (description ?? '') === '')).toEqual([]);
  const secrets = Object.entries(auth).filter(([, { secret }]) => secret === true);
  expect(secrets.map(([name]) => name)).toEqual(['clientSecret', 'privateKey', 'refreshToken', 'accessToken', 'password', 'securityToken']);
  for (const path of Object.values(salesforceKind.env)) {
    const [first = '', second] = path.split('.');
    expect(second === undefined ? schema.properties[first] : auth[second]).toBeDefined();
  }
});

describe('which way to sign in follows from what is there', () => {
  test('client credentials', async () => {
    expect(await whoAmI({ clientId, clientSecret })).toBe(demo.salesforce.admin.username);
  });

  test('JWT bearer, with a key on one line', async () => {
    const privateKey = sandbox().salesforce.jwtPrivateKey.replaceAll('\n', String.raw`\n`);
    expect(await whoAmI({ clientId, username: limited, privateKey })).toBe(limited);
  });

  test('a refresh token before client credentials', async () => {
    expect(await whoAmI({ clientId, clientSecret, refreshToken: sandbox().salesforce.refreshToken(limited) })).toBe(limited);
  });

  test('an access token before everything', async () => {
    const given = { clientId, clientSecret, accessToken: sandbox().salesforce.token(limited), instanceUrl: sandbox().salesforce.url };
    expect(await whoAmI(given)).toBe(limited);
  });

  test('user name, password and security token', async () => {
    const { username, password, securityToken } = demo.salesforce.limited;
    expect(await whoAmI({ username, password, securityToken })).toBe(limited);
  });

  test.each([{}, { clientId }, { username: limited }, { accessToken: 'x' }, { password: 'x' }])('%o is not enough', (auth) => {
    const { error } = parse({ auth });
    expect(error?.issues[0]?.message).toContain('needs clientId and clientSecret');
  });
});

test('a key that is no RSA key is refused without being shown', async () => {
  const { privateKey } = generateKeyPairSync('ed25519', {
    privateKeyEncoding: { format: 'pem', type: 'pkcs8' },
    publicKeyEncoding: { format: 'pem', type: 'spki' },
  });
  const error = await benchOf(await connect({ clientId, username: limited, privateKey })).fail('get_limits');
  expect(error).toMatchObject({
    code: 'unauthenticated',
    message: 'The private key cannot be used: it must be an RSA key in PKCS #8 PEM form.',
  });
  expect(JSON.stringify(error)).not.toContain(privateKey.split('\n')[1]);
});

test('options that cannot work are refused with the reason', async () => {
  expect(parse({ auth: { clientId, clientSecret }, apiVersion: '67' }).success).toBe(false);
  expect(parse({ auth: { clientId, clientSecret }, toolsets: ['all'] }).success).toBe(false);
  expect(parse({ auth: { clientId, clientSecret }, unknown: 1 }).success).toBe(false);
  await expect(connect({ clientId, clientSecret }, { loginUrl: 'http://example.org' })).rejects.toThrow(
    'loginUrl must start with https://',
  );
});

test('nothing of a connector shows its secrets', async () => {
  const connector = await connect({ clientId, clientSecret });
  const { inspect } = await import('node:util');
  expect(`${inspect(connector, { depth: 20, showHidden: true })}${JSON.stringify(connector)}`).not.toContain(clientSecret);
});
