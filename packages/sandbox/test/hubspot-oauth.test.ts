import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { demo } from '../src/index.ts';
import { first, refusal, testPortal, type Answer } from './support/hubspot.ts';

const portal = await testPortal();
const { client, sandbox, send, url } = portal;
const { clientId, clientSecret, refreshToken } = demo.hubspot;
const app = { client_id: clientId, client_secret: clientSecret };
const redirectUri = 'http://localhost:3999/callback';

function form(path: string, fields: Readonly<Record<string, string>>): Promise<Answer> {
  return send('POST', path, new URLSearchParams(fields).toString(), {
    'content-type': 'application/x-www-form-urlencoded',
    authorization: '',
  });
}

const refresh = (path = '/oauth/v1/token') => form(path, { ...app, grant_type: 'refresh_token', refresh_token: refreshToken });

describe('refresh', () => {
  test('the client exchanges a refresh token; it lives for half an hour of the sandbox clock', async () => {
    const made = await client.oauth.tokensApi.create('refresh_token', undefined, undefined, clientId, clientSecret, refreshToken);
    expect(made).toMatchObject({ tokenType: 'bearer', expiresIn: 1800, refreshToken });
    const caller = portal.as(made.accessToken);
    await expect(caller.crm.contacts.basicApi.getPage(1)).resolves.toBeDefined();
    sandbox.clock.advance(1_875_000);
    const { code, body } = await refusal(caller.crm.contacts.basicApi.getPage(1));
    expect(code).toBe(401);
    expect(body).toMatchObject({
      status: 'error',
      category: 'EXPIRED_AUTHENTICATION',
      message: 'The OAuth token used to make this call expired 75 second(s) ago.',
      context: { 'expire time': ['2026-11-02T09:30:00.000Z'] },
    });
  });

  test.each(['/oauth/2026-03/token', '/oauth/2026-09/token'])('%s tells the portal and the scopes as well', async (path) => {
    expect((await refresh(path)).body).toMatchObject({
      token_type: 'bearer',
      hub_id: 4242001,
      token_use: 'access_token',
      scopes: expect.arrayContaining(['tickets']),
    });
  });

  const wrong: readonly (readonly [string, Readonly<Record<string, string>>, string])[] = [
    ['an unknown refresh token', { refresh_token: 'x' }, 'BAD_REFRESH_TOKEN'],
    ['an unknown client', { client_id: 'x' }, 'BAD_CLIENT_ID'],
    ['a wrong secret', { client_secret: 'x' }, 'BAD_CLIENT_SECRET'],
    ['an unknown grant', { grant_type: 'password' }, 'BAD_GRANT_TYPE'],
  ];

  test.each(wrong)('%s is a 400 in the words of OAuth and of HubSpot', async (_, fields, status) => {
    const answer = await form('/oauth/v1/token', { ...app, grant_type: 'refresh_token', refresh_token: refreshToken, ...fields });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ error: expect.any(String), error_description: expect.any(String), status });
  });

  test('answers of the token endpoint carry no rate limits', async () => {
    const answer = await refresh();
    expect([...answer.headers.keys()].filter((name) => name.includes('ratelimit'))).toEqual([]);
  });
});

describe('consent', () => {
  const verifier = 'v'.repeat(64);
  const query = {
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: 'oauth crm.objects.contacts.read',
    state: '<s&1>',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  };
  const open = (fields: Readonly<Record<string, string>> = {}) =>
    send('GET', `/oauth/authorize?${new URLSearchParams({ ...query, ...fields }).toString()}`);

  async function code(): Promise<string> {
    const answer = await form('/oauth/authorize', { ...query, decision: 'grant' });
    return new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? '';
  }

  const exchange = (fields: Readonly<Record<string, string>>) =>
    form('/oauth/v1/token', { ...app, grant_type: 'authorization_code', redirect_uri: redirectUri, code_verifier: verifier, ...fields });

  test('the page names the scopes, escapes what it repeats, and runs no scripts', async () => {
    const page = await open();
    expect(page.status).toBe(200);
    expect(page.text).toContain('<code>crm.objects.contacts.read</code>');
    expect(page.text).toContain('value="&lt;s&amp;1&gt;"');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  test('a yes sends the person back with a code and the state', async () => {
    const answer = await form('/oauth/authorize', { ...query, decision: 'grant' });
    const target = new URL(answer.headers.get('location') ?? '');
    expect(answer.status).toBe(302);
    expect(`${target.origin}${target.pathname}`).toBe(redirectUri);
    expect(target.searchParams.get('state')).toBe('<s&1>');
  });

  test('a no sends the person back without a code', async () => {
    const target = new URL((await form('/oauth/authorize', { ...query, decision: 'deny' })).headers.get('location') ?? '');
    expect(target.searchParams.get('error')).toBe('access_denied');
    expect(target.searchParams.has('code')).toBe(false);
  });

  test('a code becomes a token with the scopes that were asked for', async () => {
    const { access_token: token } = (await exchange({ code: await code() })).body as { access_token: string };
    const caller = portal.as(token);
    await expect(caller.crm.contacts.basicApi.getPage(1)).resolves.toBeDefined();
    expect((await refusal(caller.crm.deals.basicApi.getPage(1))).code).toBe(403);
  });

  test('a code works once, for its redirect address and its verifier alone, and for ten minutes', async () => {
    const used = await code();
    await exchange({ code: used });
    const late = await code();
    const attempts = [
      [await exchange({ code: used }), 'BAD_AUTH_CODE'],
      [await exchange({ code: await code(), redirect_uri: 'http://localhost/other' }), 'BAD_REDIRECT_URI'],
      [await exchange({ code: await code(), code_verifier: 'other' }), 'BAD_CODE_VERIFIER'],
    ] as const;
    sandbox.clock.advance(600_000);
    for (const [answer, status] of [...attempts, [await exchange({ code: late }), 'BAD_AUTH_CODE'] as const])
      expect(answer.body.status).toBe(status);
  });

  test.each([
    ['an unknown app', { client_id: 'x' }],
    ['an address that is not on loopback', { redirect_uri: 'https://evil.example/' }],
    ['an address that only looks like loopback', { redirect_uri: 'http://localhost.evil.example/' }],
    ['a script as address', { redirect_uri: 'javascript:alert(1)//localhost' }],
    ['an unknown scope', { scope: 'everything' }],
    ['a plain code challenge', { code_challenge_method: 'plain' }],
  ])('%s is sent nowhere', async (_, fields) => {
    const [page, answer] = [await open(fields), await form('/oauth/authorize', { ...query, ...fields, decision: 'grant' })];
    expect([page.status, answer.status]).toEqual([400, 400]);
    expect(answer.headers.has('location')).toBe(false);
  });
});

describe('inspection', () => {
  test('v1: the client reads what tokens are good for, and ends a refresh token', async () => {
    const { access_token: token } = (await refresh()).body as { access_token: string };
    expect(await client.oauth.accessTokensApi.get(token)).toMatchObject({
      hubId: 4242001,
      tokenType: 'access',
      expiresIn: 1800,
      user: 'ada@causeway.example',
    });
    expect(await client.oauth.refreshTokensApi.get(refreshToken)).toMatchObject({ hubId: 4242001, tokenType: 'refresh', clientId });
    await client.oauth.refreshTokensApi.archive(refreshToken);
    expect((await refusal(client.oauth.refreshTokensApi.get(refreshToken))).code).toBe(404);
  });

  test('dated: introspection and revocation by form', async () => {
    const { access_token: token } = (await refresh('/oauth/2026-03/token')).body as { access_token: string };
    const introspect = (value: string) => form('/oauth/2026-03/token/introspect', { ...app, token: value });
    expect((await introspect(token)).body).toMatchObject({ active: true, token_use: 'access_token', hub_id: 4242001, client_id: clientId });
    expect((await introspect(refreshToken)).body).toMatchObject({ active: true, token_use: 'refresh_token' });
    expect((await form('/oauth/2026-03/token/revoke', { ...app, token })).status).toBe(204);
    expect((await introspect(token)).body).toEqual({ active: false });
    expect((await send('GET', '/crm/v3/objects/contacts', undefined, { authorization: `Bearer ${token}` })).status).toBe(401);
  });

  test('nobody without the app secret learns about a token', async () => {
    expect((await form('/oauth/2026-03/token/introspect', { client_id: clientId, token: refreshToken })).status).toBe(400);
  });
});

test('a token minted for a test has the scopes and the lifetime it was given', async () => {
  const token = sandbox.hubspot.token({ scopes: ['crm.objects.companies.read'], lifetimeMs: 1000 });
  const caller = portal.as(token);
  expect(first((await caller.crm.companies.basicApi.getPage(1)).results).id).toBeDefined();
  sandbox.clock.advance(1000);
  expect((await refusal(caller.crm.companies.basicApi.getPage(1))).code).toBe(401);
  expect(url).toContain('127.0.0.1');
});
