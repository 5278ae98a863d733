import { Connection as JsforceConnection } from 'jsforce';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { demo, startSandbox, type Sandbox } from '../src/index.ts';
import { client, connect, postForm, refusal, send, version } from './support/salesforce.ts';

const { clientId, clientSecret, admin } = demo.salesforce;

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

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
    expect((await postForm(sandbox, '/services/oauth2/revoke', { token: refreshToken })).status).toBe(200);
    expect((await postForm(sandbox, '/services/oauth2/revoke', { token: refreshToken })).body).toEqual({
      error: 'invalid_token',
      error_description: 'this token is invalid',
    });
  });

  test('introspection tells whose it is, and that another is not active', async () => {
    const form = { client_id: clientId, client_secret: clientSecret };
    const known = await postForm(sandbox, '/services/oauth2/introspect', { ...form, token: sandbox.salesforce.token() });
    expect(known.body).toMatchObject({ active: true, username: admin.username, client_id: clientId });
    expect((await postForm(sandbox, '/services/oauth2/introspect', { ...form, token: 'x' })).body).toEqual({ active: false });
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
  const soapClient = (apiVersion: string) => new JsforceConnection({ version: apiVersion, loginUrl: sandbox.salesforce.url });

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
    const login = (password: string) => new JsforceConnection({ version, loginUrl: strict.salesforce.url }).login(admin.username, password);
    expect((await refusal(login(admin.password))).message).toContain('INVALID_LOGIN');
    expect((await login(admin.password + admin.securityToken)).id).toMatch(/^005/);
    await strict.close();
  });
});
