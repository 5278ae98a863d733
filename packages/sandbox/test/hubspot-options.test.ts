import { expect, test } from 'vitest';
import { demo } from '../src/index.ts';
import { testPortal } from './support/hubspot.ts';

const { send } = await testPortal({
  limits: { tenSecondly: 2 },
  missingRecords: 'json',
  retryAfter: true,
  search: { groups: 1 },
  shuffleBatches: false,
  tokenLifetime: 60,
  redirectUris: ['https://app.example/callback'],
});

test('a missing record can be JSON', async () => {
  const answer = await send('GET', '/crm/v3/objects/contacts/1');
  expect([answer.status, answer.body.message]).toEqual([404, 'resource not found']);
});

test('limits can be low from the start, and a refusal can say when to come back', async () => {
  for (let count = 0; count < 2; count += 1) expect((await send('GET', '/crm/v3/owners')).status).toBe(200);
  const refused = await send('GET', '/crm/v3/owners');
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '10']);
});

test('the bounds of search can be other ones', async () => {
  const group = { filters: [{ propertyName: 'email', operator: 'HAS_PROPERTY' }] };
  expect((await send('POST', '/crm/v3/objects/contacts/search', { filterGroups: [group, group] })).status).toBe(400);
});

test('batches can keep their order', async () => {
  const inputs = ['a', 'b', 'c', 'd'].map((name) => ({ properties: { name } }));
  const { results } = (await send('POST', '/crm/v3/objects/companies/batch/create', { inputs })).body;
  expect(results?.map((record) => (record['properties'] as { name: string }).name)).toEqual(['a', 'b', 'c', 'd']);
});

test('the consent page sends people back to the named addresses alone', async () => {
  const page = (redirect: string) => {
    const query = new URLSearchParams({ client_id: demo.hubspot.clientId, scope: 'oauth', redirect_uri: redirect });
    return send('GET', `/oauth/authorize?${query.toString()}`);
  };
  expect((await page('https://app.example/callback')).status).toBe(200);
  expect((await page('http://localhost/callback')).status).toBe(400);
});

test('access tokens can be made to live shorter', async () => {
  const { clientId, clientSecret, refreshToken } = demo.hubspot;
  const fields = { grant_type: 'refresh_token', client_id: clientId, client_secret: clientSecret, refresh_token: refreshToken };
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  expect((await send('POST', '/oauth/v1/token', new URLSearchParams(fields).toString(), form)).body).toMatchObject({ expires_in: 60 });
});
