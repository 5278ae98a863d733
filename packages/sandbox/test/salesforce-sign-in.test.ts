import { createHash } from 'node:crypto';
import { importPKCS8, SignJWT } from 'jose';
import jsforce from 'jsforce';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { demo, startSandbox, type Sandbox } from '../src/index.ts';
import { client, connect, type Connection, count, refusal, send, version } from './support/salesforce.ts';

const { clientId, clientSecret, admin, limited } = demo.salesforce;

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

const username = async (connection: Connection) => (await connection.identity()).username;

interface Assertion {
  readonly subject?: string;
  readonly audience?: string;
  readonly issuer?: string;
  readonly expires?: string;
}

async function assertion({
  subject = limited.username,
  audience = sandbox.salesforce.url,
  issuer = clientId,
  expires = '3m',
}: Assertion = {}) {
  const key = await importPKCS8(sandbox.salesforce.jwtPrivateKey, 'RS256');
  const token = new SignJWT().setProtectedHeader({ alg: 'RS256' }).setIssuer(issuer).setSubject(subject).setAudience(audience);
  return token.setExpirationTime(expires).sign(key);
}

const grantType = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

describe('the token endpoint', () => {
  test('client_credentials signs in the user it is set up for, without a refresh token', async () => {
    const connection = client(sandbox);
    await connection.authorize({ grant_type: 'client_credentials' });
    expect(await username(connection)).toBe(admin.username);
    expect(connection.refreshToken).toBeUndefined();
  });

  test('a JWT bearer assertion signs its subject in', async () => {
    const connection = client(sandbox);
    await connection.authorize({ grant_type: grantType, assertion: await assertion() });
    expect(await username(connection)).toBe(limited.username);
  });

  test.each([
    ['of another key', async () => `${(await assertion()).slice(0, -8)}AAAAAAAA`, 'invalid_grant', 'invalid assertion'],
    ['that expired', () => assertion({ expires: '-1m' }), 'invalid_grant', 'invalid assertion'],
    ['for another audience', () => assertion({ audience: 'https://elsewhere.example' }), 'invalid_grant', 'audience is invalid'],
    ['of another client', () => assertion({ issuer: 'somebody' }), 'invalid_client_id', 'client identifier invalid'],
    [
      'about an unknown user',
      () => assertion({ subject: 'nobody@causeway.example' }),
      'invalid_grant',
      "user hasn't approved this consumer",
    ],
    [
      'about a user who has left',
      () => assertion({ subject: 'ruth@causeway.example' }),
      'invalid_grant',
      "user hasn't approved this consumer",
    ],
  ])('an assertion %s is refused', async (_what, make, name, message) => {
    expect(await refusal(client(sandbox).authorize({ grant_type: grantType, assertion: await make() }))).toMatchObject({ name, message });
  });

  test('name and password sign in, with the security token behind the password or without', async () => {
    for (const password of [limited.password, limited.password + limited.securityToken]) {
      const connection = client(sandbox);
      await connection.login(limited.username, password);
      expect(await username(connection)).toBe(limited.username);
    }
  });

  test('a wrong password is refused', async () => {
    expect(await refusal(client(sandbox).login(admin.username, 'wrong'))).toEqual({
      name: 'invalid_grant',
      message: 'authentication failure',
    });
  });

  test.each([
    [{ grant_type: 'client_credentials', client_id: clientId, client_secret: 'wrong' }, 'invalid_client', 'invalid client credentials'],
    [{ grant_type: 'client_credentials', client_id: clientId }, 'invalid_client', 'invalid client credentials'],
    [{ grant_type: 'client_credentials', client_id: 'x', client_secret: clientSecret }, 'invalid_client_id', 'client identifier invalid'],
    [{ grant_type: 'magic', client_id: clientId, client_secret: clientSecret }, 'unsupported_grant_type', 'grant type not supported'],
    [{ client_id: clientId }, 'invalid_request', 'must provide grant_type'],
  ])('%o is refused', async (form, error, description) => {
    const answer = await post('/services/oauth2/token', form);
    expect([answer.status, answer.body]).toEqual([400, { error, error_description: description }]);
  });

  test('the client may name itself in the Authorization header', async () => {
    const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
    const answer = await post('/services/oauth2/token', { grant_type: 'client_credentials' }, { authorization: `Basic ${basic}` });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ instance_url: sandbox.salesforce.url, token_type: 'Bearer', scope: 'api' });
  });
});

function post(path: string, form: Readonly<Record<string, string | undefined>>, headers: Readonly<Record<string, string>> = {}) {
  const body = new URLSearchParams(Object.entries(form).filter((entry): entry is [string, string] => entry[1] !== undefined));
  return send(sandbox, path, {
    method: 'POST',
    token: null,
    body: body.toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  });
}

const redirectUri = 'http://localhost:1717/callback';
const verifier = 'a-verifier-of-more-than-forty-three-characters-0123456789';
const challenge = createHash('sha256').update(verifier).digest('base64url');

/** Goes through the consent page and answers where the person is sent. */
async function consent(
  parameters: Readonly<Record<string, string>>,
  decision = 'allow',
  password: string = limited.password,
): Promise<URL> {
  const query = new URLSearchParams({ response_type: 'code', client_id: clientId, redirect_uri: redirectUri, state: 's&1', ...parameters });
  const page = String((await send(sandbox, `/services/oauth2/authorize?${query}`, { token: null })).body);
  const hidden = [...page.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
    name,
    unescape(value),
  ]);
  const answer = await post('/services/oauth2/authorize', {
    ...Object.fromEntries(hidden),
    username: limited.username,
    password,
    decision,
  });
  return new URL(answer.headers.get('location') ?? 'about:blank');
}

const unescape = (text: string) => text.replaceAll(/&#(\d+);/g, (_whole, code: string) => String.fromCodePoint(Number(code)));

describe('the consent page', () => {
  test('sends the person back with a code that works once', async () => {
    const location = await consent({ scope: 'api refresh_token' });
    expect(location.origin + location.pathname).toBe(redirectUri);
    expect(location.searchParams.get('state')).toBe('s&1');
    const code = location.searchParams.get('code') ?? '';
    const connection = client(sandbox, redirectUri);
    await connection.authorize(code);
    expect(await username(connection)).toBe(limited.username);
    expect(connection.refreshToken).toMatch(/^5Aep/);
    expect(await refusal(client(sandbox, redirectUri).authorize(code))).toEqual({
      name: 'invalid_grant',
      message: 'expired authorization code',
    });
  });

  test('binds a code to its PKCE verifier; then the client needs no secret', async () => {
    const form = { grant_type: 'authorization_code', client_id: clientId, redirect_uri: redirectUri };
    const code = async () => (await consent({ code_challenge: challenge, code_challenge_method: 'S256' })).searchParams.get('code') ?? '';
    const wrong = await post('/services/oauth2/token', { ...form, code: await code(), code_verifier: 'another' });
    expect(wrong.body).toEqual({ error: 'invalid_grant', error_description: 'invalid code verifier' });
    const right = await post('/services/oauth2/token', { ...form, code: await code(), code_verifier: verifier });
    expect(right.status).toBe(200);
  });

  test('a code ends after ten minutes', async () => {
    const code = (await consent({})).searchParams.get('code') ?? '';
    sandbox.clock.advance(10 * 60_000);
    expect(await refusal(client(sandbox, redirectUri).authorize(code))).toMatchObject({ message: 'expired authorization code' });
  });

  test('a refusal is carried back, a wrong password is not', async () => {
    const denied = await consent({}, 'deny');
    expect(denied.searchParams.get('error')).toBe('access_denied');
    expect((await consent({}, 'allow', 'wrong')).href).toBe('about:blank');
  });

  test('never sends anybody to an address that is not registered', async () => {
    const query = new URLSearchParams({ response_type: 'code', client_id: clientId, redirect_uri: 'https://elsewhere.example/' });
    const answer = await send(sandbox, `/services/oauth2/authorize?${query}`, { token: null });
    expect([answer.status, answer.body]).toEqual([
      400,
      { error: 'redirect_uri_mismatch', error_description: 'redirect_uri must match configuration' },
    ]);
  });

  test('what the client asks for cannot break out of the page', async () => {
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: clientId,
      redirect_uri: redirectUri,
      scope: '"><script>alert(1)</script>',
    });
    const page = String((await send(sandbox, `/services/oauth2/authorize?${query}`, { token: null })).body);
    expect(page).not.toContain('<script');
    expect(page).toContain('&#34;&#62;&#60;script&#62;');
  });
});

describe('refresh', () => {
  test('jsforce refreshes once for calls at the same time, and learns the rotated token', async () => {
    const refreshToken = sandbox.salesforce.refreshToken(limited.username);
    const { url } = sandbox.salesforce;
    const connection = new jsforce.Connection({
      version,
      instanceUrl: url,
      accessToken: 'expired',
      refreshToken,
      oauth2: { loginUrl: url, clientId, clientSecret },
    });
    let rotated: string | undefined;
    connection.on('refresh', (_token: string, answer: { refresh_token: string }) => {
      rotated = answer.refresh_token;
    });
    const results = await Promise.all([connection.query('SELECT Id FROM User'), connection.describeGlobal(), connection.describe('User')]);
    expect(results).toHaveLength(3);
    expect(count(sandbox, '/oauth2/token')).toBe(1);
    expect(rotated).toMatch(/^5Aep/);
    expect(rotated).not.toBe(refreshToken);
    const again = await post('/services/oauth2/token', { grant_type: 'refresh_token', client_id: clientId, refresh_token: refreshToken });
    expect(again.body).toEqual({ error: 'invalid_grant', error_description: 'expired access/refresh token' });
  });

  test('without rotation the refresh token stays the same', async () => {
    const steady = await startSandbox({ salesforce: { rotateRefreshTokens: false } });
    const refreshToken = steady.salesforce.refreshToken();
    const body = new URLSearchParams({ grant_type: 'refresh_token', client_id: clientId, refresh_token: refreshToken }).toString();
    for (const _time of [1, 2]) {
      const answer = await send(steady, '/services/oauth2/token', {
        method: 'POST',
        token: null,
        body,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      });
      expect(answer.status).toBe(200);
      expect(answer.body).not.toHaveProperty('refresh_token');
    }
    await steady.close();
  });
});

describe('a session', () => {
  test('ends on demand', async () => {
    const connection = connect(sandbox);
    await connection.query('SELECT Id FROM Organization');
    expect(sandbox.salesforce.expireSessions(connection.accessToken ?? '')).toBe(1);
    expect(await refusal(connection.query('SELECT Id FROM Organization'))).toMatchObject({
      name: 'INVALID_SESSION_ID',
      message: 'Session expired or invalid',
    });
  });

  test('ends two hours after its last use', async () => {
    const connection = connect(sandbox);
    for (const _time of [1, 2, 3]) {
      sandbox.clock.advance(90 * 60_000);
      await connection.query('SELECT Id FROM Organization');
    }
    sandbox.clock.advance(120 * 60_000);
    expect(await refusal(connection.query('SELECT Id FROM Organization'))).toMatchObject({ name: 'INVALID_SESSION_ID' });
  });

  test('ends when it is revoked, and so does a refresh token', async () => {
    const connection = client(sandbox);
    await connection.login(admin.username, admin.password);
    const token = connection.accessToken ?? '';
    await connection.logout();
    expect((await send(sandbox, '/limits', { token })).status).toBe(401);
    const refreshToken = sandbox.salesforce.refreshToken();
    expect((await post('/services/oauth2/revoke', { token: refreshToken })).status).toBe(200);
    expect((await post('/services/oauth2/revoke', { token: refreshToken })).body).toEqual({
      error: 'invalid_token',
      error_description: 'this token is invalid',
    });
  });

  test('introspection tells whose it is, and that another is not active', async () => {
    const form = { client_id: clientId, client_secret: clientSecret };
    const known = await post('/services/oauth2/introspect', { ...form, token: sandbox.salesforce.token() });
    expect(known.body).toMatchObject({ active: true, username: admin.username, client_id: clientId });
    expect((await post('/services/oauth2/introspect', { ...form, token: 'x' })).body).toEqual({ active: false });
  });
});

describe('identity', () => {
  test('names the user by addresses of this server', async () => {
    const connection = client(sandbox);
    await connection.authorize({ grant_type: 'client_credentials' });
    const { url } = sandbox.salesforce;
    const organizationId = sandbox.salesforce.organizationId;
    for (const _time of [1, 2]) {
      const who = await connection.identity();
      expect(who.id).toBe(`${url}/id/${organizationId}/${who.user_id}`);
      expect(who).toMatchObject({
        organization_id: organizationId,
        username: admin.username,
        display_name: 'Ada Lindqvist',
        timezone: 'Europe/Berlin',
      });
      expect(who.urls['rest']).toBe(`${url}/services/data/v{version}/`);
    }
  });

  test('userinfo says the same in the words of OpenID', async () => {
    const { body } = await send(sandbox, '/services/oauth2/userinfo');
    expect(body).toMatchObject({ preferred_username: admin.username, zoneinfo: 'Europe/Berlin', utcOffset: 3_600_000 });
  });

  test.each([
    [null, 'Missing_OAuth_Token'],
    ['wrong', 'Bad_OAuth_Token'],
  ])('token %s is refused with %s', async (token, word) => {
    for (const path of ['/services/oauth2/userinfo', `/id/${sandbox.salesforce.organizationId}/005000000000001`]) {
      const answer = await send(sandbox, path, { token });
      expect([answer.status, answer.body]).toEqual([403, word]);
    }
  });
});

describe('SOAP', () => {
  const soapClient = (apiVersion: string) => new jsforce.Connection({ version: apiVersion, loginUrl: sandbox.salesforce.url });

  test('login opens a session for the REST API, logout ends it', async () => {
    const connection = soapClient('64.0');
    const user = await connection.login(admin.username, admin.password + admin.securityToken);
    expect(user.organizationId).toBe(sandbox.salesforce.organizationId);
    expect(connection.instanceUrl).toBe(sandbox.salesforce.url);
    expect((await connection.query('SELECT Id FROM Organization')).totalSize).toBe(1);
    const token = connection.accessToken ?? '';
    await connection.logout();
    expect((await send(sandbox, '/limits', { token })).status).toBe(401);
  });

  test('a wrong password is INVALID_LOGIN', async () => {
    expect((await refusal(soapClient('62.0').login(admin.username, 'wrong'))).message).toBe(
      'INVALID_LOGIN: Invalid username, password, security token; or user locked out.',
    );
  });

  test('a name that is markup is a wrong name', async () => {
    expect((await refusal(soapClient('62.0').login('<b>&"', "'>"))).message).toContain('INVALID_LOGIN');
  });

  test('login is over since version 65.0', async () => {
    expect((await refusal(soapClient('65.0').login(admin.username, admin.password))).message).toMatch(/^UNSUPPORTED_API_VERSION: /);
  });

  test('away from a trusted network the security token must follow the password', async () => {
    const strict = await startSandbox({ salesforce: { trustedNetwork: false } });
    const login = (password: string) =>
      new jsforce.Connection({ version, loginUrl: strict.salesforce.url }).login(admin.username, password);
    expect((await refusal(login(admin.password))).message).toContain('INVALID_LOGIN');
    expect((await login(admin.password + admin.securityToken)).id).toMatch(/^005/);
    await strict.close();
  });
});
