import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { asCall } from './support/caller.ts';
import { createBrowser, type Browser, type Page } from './support/browser.ts';
import { demo } from '@causeway/sandbox';
import { Secret } from '@causeway/core';
import { startConsentWorld, type ConsentWorld } from './support/consent-world.ts';

const { admin } = demo.salesforce;
const yes = { username: admin.username, password: admin.password, decision: 'allow' };
let world: ConsentWorld;
beforeAll(async () => {
  world = await startConsentWorld();
});
afterAll(() => world.close());

/** As far as the vendor's consent page. */
async function toConsent(link: string, browser: Browser): Promise<Page> {
  return browser.submit(await browser.open(link), {});
}

const callbackOf = (page: Page, answer: string) => {
  const state = /name="state" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
  return `${world.publicUrl}/connect/salesforce/callback?state=${encodeURIComponent(state)}&${answer}`;
};

describe('with the identity provider at the door', () => {
  beforeEach(() => world.restart(true));

  test('the person that the link was made for connects', async () => {
    const browser = createBrowser();
    const vendor = await world.signIn(browser, await toConsent(await world.linkFor('ada'), browser), 'ada');
    expect(vendor.url).toContain(world.sandbox.salesforce.url);
    expect((await browser.submit(vendor, yes)).text).toContain('Salesforce is connected');
    expect((await world.credential('ada')).accessToken).toBeInstanceOf(Secret);
  });

  test('another user who opens the link, and signs in as themselves, connects nothing to anybody', async () => {
    const browser = createBrowser();
    const page = await world.signIn(browser, await toConsent(await world.linkFor('mallory'), browser), 'ada');
    expect([page.status, page.text.includes('made for somebody else')]).toEqual([403, true]);
    expect(world.reasons()).toEqual(['other_person']);
    for (const user of ['ada', 'mallory']) await expect(world.credential(user)).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  test('an answer of the identity provider with a wrong `iss` is not believed', async () => {
    const browser = createBrowser({ until: `${world.publicUrl}/connect/signed-in` });
    const back = await world.signIn(browser, await toConsent(await world.linkFor('ada'), browser), 'ada');
    const url = new URL(back.url);
    url.searchParams.set('iss', 'https://evil.example.com');
    const cookie = await world.cookieOf(browser);
    expect((await fetch(url, { headers: { cookie }, redirect: 'manual' })).status).toBe(403);
    expect(world.reasons()).toEqual(['not_signed_in']);
  });
});

describe('the way to a system and back', () => {
  beforeEach(() => world.restart(false));

  test('a state works once', async () => {
    const browser = createBrowser({ until: `${world.publicUrl}/connect/salesforce/callback` });
    const back = await browser.submit(await toConsent(await world.linkFor('ada'), browser), yes);
    const cookie = await world.cookieOf(browser);
    const first = await fetch(back.url, { headers: { cookie } });
    const second = await fetch(back.url, { headers: { cookie } });
    expect([first.status, second.status]).toEqual([200, 400]);
    expect(world.reasons()).toEqual(['unknown_or_used']);
  });

  test('a link works once, and looking at it does not use it up', async () => {
    const link = await world.linkFor('ada');
    expect((await fetch(link)).status).toBe(200);
    const browser = createBrowser();
    expect((await toConsent(link, browser)).url).toContain(world.sandbox.salesforce.url);
    expect((await browser.open(link)).status).toBe(400);
  });

  test('a callback that another browser opens is refused, and its state is spent', async () => {
    const victim = createBrowser();
    await victim.open(await world.linkFor('ada'));
    const attacker = createBrowser({ until: `${world.publicUrl}/connect/salesforce/callback` });
    const back = await attacker.submit(await toConsent(await world.linkFor('mallory'), attacker), yes);
    const answer = await victim.open(back.url);
    expect(answer.status).toBe(403);
    expect(world.reasons()).toEqual(['other_browser']);
    expect((await fetch(back.url, { headers: { cookie: await world.cookieOf(attacker) } })).status).toBe(400);
    for (const user of ['ada', 'mallory']) await expect(world.credential(user)).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  test('a form of another site sends nobody on a trip', async () => {
    const link = await world.linkFor('mallory');
    const browser = createBrowser();
    await browser.open(link);
    const ticket = new URL(link).searchParams.get('ticket') ?? '';
    const body = new URLSearchParams({ ticket }).toString();
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    const cookie = await world.cookieOf(browser);
    for (const headers of [
      { ...type, cookie, origin: 'https://evil.example.com' },
      { ...type, cookie, origin: 'null' },
      // SameSite: the browser leaves the cookie out.
      { ...type },
    ])
      expect((await fetch(link, { method: 'POST', body, headers, redirect: 'manual' })).status).toBe(403);
  });

  test('no parameter decides where a browser is sent', async () => {
    const link = await world.linkFor('ada');
    const evil = 'https://evil.example.com';
    const page = await createBrowser().open(`${link}&redirect_uri=${evil}&return_to=${evil}&next=${evil}`);
    expect(page.text).not.toContain('evil');
    const browser = createBrowser();
    const vendor = await browser.submit(await browser.open(`${link}&redirect_uri=${evil}`), { redirect_uri: evil, return_to: evil });
    expect(new URL(vendor.url).origin).toBe(world.sandbox.salesforce.url);
    expect(new URL(vendor.url).searchParams.get('redirect_uri')).toBe(`${world.publicUrl}/connect/salesforce/callback`);
    expect(new URL(vendor.url).searchParams.get('code_challenge_method')).toBe('S256');
  });

  test('the `Host` of a request decides nothing', async () => {
    const browser = createBrowser();
    const link = await world.linkFor('ada');
    await browser.open(link);
    const ticket = new URL(link).searchParams.get('ticket') ?? '';
    const request = new Request('http://evil.example.com/connect/salesforce', {
      method: 'POST',
      body: new URLSearchParams({ ticket }).toString(),
      headers: { cookie: await world.cookieOf(browser), host: 'evil.example.com', 'x-forwarded-host': 'evil.example.com' },
    });
    const answer = await world.routes['/connect/salesforce']?.(request);
    expect(answer?.headers.get('location')).toContain(encodeURIComponent(`${world.publicUrl}/connect/salesforce/callback`));
    expect(answer?.headers.get('location')).not.toContain('evil');
  });

  test('an answer at the callback of another system is refused', async () => {
    const browser = createBrowser({ until: `${world.publicUrl}/connect/salesforce/callback` });
    const back = await browser.submit(await toConsent(await world.linkFor('ada'), browser), yes);
    const url = back.url.replace('/salesforce/callback', '/hubspot/callback');
    expect((await fetch(url, { headers: { cookie: await world.cookieOf(browser) } })).status).toBe(400);
    expect(world.reasons()).toEqual(['mixed_up']);
  });

  test('an answer that names another issuer is refused before its code goes anywhere', async () => {
    const browser = createBrowser();
    const vendor = await toConsent(await world.linkFor('ada'), browser);
    world.sandbox.clearRequests();
    const answer = await browser.open(callbackOf(vendor, 'code=stolen&iss=https%3A%2F%2Fevil.example.com'));
    expect(answer.status).toBe(400);
    expect(world.sandbox.requests).toEqual([]);
  });

  test('a made-up state, ticket or answer is refused, and pages repeat nothing of it', async () => {
    const script = encodeURIComponent('<script>alert(1)</script>');
    for (const path of [`callback?state=${script}&code=x`, `callback?error=${script}&error_description=${script}`, `?ticket=${script}`]) {
      const page = await createBrowser().open(`${world.publicUrl}/connect/salesforce${path.startsWith('?') ? '' : '/'}${path}`);
      expect(page.status).toBe(400);
      expect(page.text).not.toContain('script');
      expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    }
  });

  test('a name with markup is text on the page', async () => {
    const link = await world.linkFor('<img src=x onerror=alert(1)>');
    expect((await createBrowser().open(link)).text).toContain('&lt;img src=x onerror=alert(1)&gt;');
  });
});

test('what is under way is of no use to whoever reads the store', async () => {
  world.restart(false);
  const seen: string[] = [];
  const { putPending } = world.store;
  Object.assign(world.store, {
    putPending: (id: string, sealed: string, at: number) => (seen.push(id, sealed), putPending(id, sealed, at)),
  });
  const link = await world.linkFor('ada');
  const ticket = new URL(link).searchParams.get('ticket') ?? 'missing';
  expect(seen).toHaveLength(2);
  expect(seen.join()).not.toContain(ticket);
  expect(seen.join()).not.toContain('ada');
});

test('a user of one tenant has nothing of a user of the same name in another', async () => {
  world.restart(false);
  const browser = createBrowser();
  await browser.submit(await toConsent(await world.linkFor('ada'), browser), yes);
  expect((await world.credential('ada')).accessToken).toBeInstanceOf(Secret);
  await expect(world.credential('ada', 'salesforce', 'other')).rejects.toMatchObject({ code: 'unauthenticated' });
  await expect(asCall({ tenant: 'acme' }, (call) => world.credentials.salesforce(call))).rejects.toMatchObject({ code: 'unauthenticated' });
});
