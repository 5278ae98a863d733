import { importPKCS8, SignJWT } from 'jose';
import { Connection as JsforceConnection } from 'jsforce';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { demo, startSandbox, type Sandbox } from '../src/index.ts';
import { client, count, postForm, refusal, send, username, version } from './support/salesforce.ts';

const { clientId, clientSecret, admin, limited } = demo.salesforce;

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

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
    const answer = await postForm(sandbox, '/services/oauth2/token', form);
    expect([answer.status, answer.body]).toEqual([400, { error, error_description: description }]);
  });

  test('the client may name itself in the Authorization header', async () => {
    const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
    const answer = await postForm(
      sandbox,
      '/services/oauth2/token',
      { grant_type: 'client_credentials' },
      { authorization: `Basic ${basic}` },
    );
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ instance_url: sandbox.salesforce.url, token_type: 'Bearer', scope: 'api' });
  });
});

describe('refresh', () => {
  test('jsforce refreshes once for calls at the same time, and learns the rotated token', async () => {
    const refreshToken = sandbox.salesforce.refreshToken(limited.username);
    const { url } = sandbox.salesforce;
    const connection = new JsforceConnection({
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
    const again = await postForm(sandbox, '/services/oauth2/token', {
      grant_type: 'refresh_token',
      client_id: clientId,
      refresh_token: refreshToken,
    });
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
