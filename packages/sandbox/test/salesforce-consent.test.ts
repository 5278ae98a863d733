import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { demo, startSandbox, type Sandbox } from '../src/index.ts';
import { client, postForm, refusal, send, username } from './support/salesforce.ts';

const { clientId, limited } = demo.salesforce;

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

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
  const answer = await postForm(sandbox, '/services/oauth2/authorize', {
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
    const wrong = await postForm(sandbox, '/services/oauth2/token', { ...form, code: await code(), code_verifier: 'another' });
    expect(wrong.body).toEqual({ error: 'invalid_grant', error_description: 'invalid code verifier' });
    const right = await postForm(sandbox, '/services/oauth2/token', { ...form, code: await code(), code_verifier: verifier });
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
