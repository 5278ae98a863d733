import { describe, expect, test } from 'vitest';
import { demo, tiers } from '../src/index.ts';
import { testPortal } from './support/hubspot.ts';

const { client, send, sandbox, as } = await testPortal();
const page = '/crm/v3/objects/contacts?limit=1';
const search = '/crm/v3/objects/contacts/search';

async function until429(path: string, body?: unknown): Promise<number> {
  for (let count = 0; count < 300; count += 1) if ((await send(body ? 'POST' : 'GET', path, body)).status === 429) return count;
  return -1;
}

function limitsOf(headers: Headers): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...headers].filter(([name]) => name.includes('ratelimit')).map(([name, value]) => [name.slice('x-hubspot-ratelimit-'.length), value]),
  );
}

describe('ten seconds', () => {
  test('an app may send so many requests in any ten seconds, and learns which limit it met', async () => {
    sandbox.hubspot.setLimits({ tenSecondly: 20 });
    expect(await until429(page)).toBe(20);
    const refused = await send('GET', page);
    expect(refused.body).toEqual({
      status: 'error',
      message: 'You have reached your ten_secondly_rolling limit.',
      errorType: 'RATE_LIMIT',
      correlationId: refused.headers.get('x-hubspot-correlation-id'),
      policyName: 'TEN_SECONDLY_ROLLING',
    });
  });

  test('the window rolls: what was sent early is free early', async () => {
    sandbox.hubspot.setLimits({ tenSecondly: 20 });
    for (let count = 0; count < 10; count += 1) await send('GET', page);
    sandbox.clock.advance(5000);
    for (let count = 0; count < 10; count += 1) await send('GET', page);
    expect((await send('GET', page)).status).toBe(429);
    sandbox.clock.advance(6000);
    expect(await until429(page)).toBe(10);
  });

  test('each app has a window of its own', async () => {
    sandbox.hubspot.setLimits({ tenSecondly: 5 });
    expect(await until429(page)).toBe(5);
    await expect(as(demo.hubspot.limitedToken).crm.contacts.basicApi.getPage(1)).resolves.toBeDefined();
  });
});

describe('search', () => {
  test('an account may search five times a second; searches do not count towards the ten seconds', async () => {
    sandbox.hubspot.setLimits(tiers.professional);
    expect(await until429(search, {})).toBe(5);
    expect((await send('POST', search, {})).body).toMatchObject({
      policyName: 'SECONDLY',
      message: 'You have reached your secondly limit.',
    });
    expect((await send('GET', page)).status).toBe(200);
    sandbox.clock.advance(1100);
    expect((await send('POST', search, {})).status).toBe(200);
  });

  test('dated paths count as well', async () => {
    sandbox.hubspot.setLimits({ searchPerSecond: 2 });
    expect(await until429('/crm/objects/2026-03/contacts/search', {})).toBe(2);
    expect((await send('POST', search, {})).status).toBe(429);
  });
});

describe('the day', () => {
  test('ends at midnight in the portal zone', async () => {
    sandbox.hubspot.setLimits({ daily: 3 });
    expect(await until429(page)).toBe(3);
    expect((await send('GET', page)).body).toMatchObject({ policyName: 'DAILY', message: 'You have reached your daily limit.' });
    sandbox.clock.set(Date.UTC(2026, 10, 2, 22, 59, 59));
    expect((await send('GET', page)).status).toBe(429);
    sandbox.clock.set(Date.UTC(2026, 10, 2, 23, 0, 0));
    expect((await send('GET', page)).status).toBe(200);
  });
});

describe('headers', () => {
  test('answers carry what is left, as recorded', async () => {
    sandbox.hubspot.setLimits({ tenSecondly: 100, daily: 250_000 });
    await send('GET', page);
    expect(limitsOf((await send('GET', page)).headers)).toEqual({
      daily: '250000',
      'daily-remaining': '249998',
      'interval-milliseconds': '10000',
      max: '100',
      remaining: '98',
      secondly: '10',
      'secondly-remaining': '8',
    });
  });

  test('a search carries the daily pair alone', async () => {
    expect(Object.keys(limitsOf((await send('POST', search, {})).headers))).toEqual(['daily', 'daily-remaining']);
  });

  test('the client, which retries nothing by default, sends a refused request once', async () => {
    sandbox.inject({ service: 'hubspot', times: 1, fault: { kind: 'preset', name: 'hubspot.secondly' } });
    sandbox.clearRequests();
    await client.crm.contacts.basicApi.getPage(1).catch(() => undefined);
    expect(sandbox.requests.map(({ status }) => status)).toEqual([429]);
  });
});

test('without limits of its own a portal is out of the way', async () => {
  for (let count = 0; count < 300; count += 1) expect((await send('POST', search, { limit: 1 })).status).toBe(200);
});
