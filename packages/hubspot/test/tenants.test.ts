import { afterAll, beforeAll, expect, test } from 'vitest';
import { createToolkit, Secret, type CallContext } from '@causeway/core';
import { startSandbox, type Sandbox } from '@causeway/sandbox';
import { hubspot, type HubSpotAuth } from '@causeway/hubspot';

let north: Sandbox;
let south: Sandbox;
beforeAll(async () => {
  [north, south] = await Promise.all([startSandbox({ seed: 1 }), startSandbox({ seed: 2, hubspot: { limits: { tenSecondly: 5 } } })]);
});
afterAll(() => Promise.all([north.close(), south.close()]));

const tools = [
  ['find_records', { object: 'contacts', limit: 5 }],
  ['list_owners', {}],
  ['list_pipelines', {}],
  ['describe_object', { object: 'deals' }],
  ['get_account_info', {}],
] as const;

/** A token is inspected without being used. */
const tokensOf = (sandbox: Sandbox) =>
  new Set(sandbox.requests.filter(({ url }) => !url.startsWith('/oauth/')).map(({ headers }) => headers['authorization']));

test('two portals with tokens, limits and settings of their own, in one process and under load: nothing of one reaches the other', async () => {
  const tokens = { north: north.hubspot.token(), south: south.hubspot.token() };
  const toolkit = createToolkit({
    connectors: [
      hubspot({ name: 'north', baseUrl: north.hubspot.url, auth: { accessToken: new Secret(tokens.north) } }),
      hubspot({
        name: 'south',
        baseUrl: south.hubspot.url,
        auth: { accessToken: new Secret(tokens.south) },
        apiVersion: 'legacy',
        toolsets: ['read'],
        timeoutSeconds: 20,
      }),
    ],
  });
  const calls = Array.from({ length: 100 }, (_, index) => tools[index % tools.length] ?? tools[0]).flatMap(([tool, input]) =>
    (['north', 'south'] as const).map(async (name) => ({
      name,
      result: await toolkit.call({ name: `${name}_${tool}`, arguments: input }),
    })),
  );
  const results = await Promise.all(calls);
  expect(tokensOf(north)).toEqual(new Set([`Bearer ${tokens.north}`]));
  expect(tokensOf(south)).toEqual(new Set([`Bearer ${tokens.south}`]));
  expect(north.requests.filter(({ body }) => body.includes(tokens.south))).toEqual([]);
  expect(south.requests.filter(({ body }) => body.includes(tokens.north))).toEqual([]);
  // The limits of one portal stop its own calls alone.
  expect(results.filter(({ name, result }) => name === 'north' && result.kind !== 'done')).toEqual([]);
  const refused = results.flatMap(({ name, result }) => (name === 'south' && result.kind === 'failed' ? [result.error.code] : []));
  expect(new Set(refused)).toEqual(new Set(['rate_limited']));
  expect(north.requests.every(({ url }) => !/\/crm\/v[34]\//.test(url))).toBe(true);
  expect(south.requests.every(({ url }) => !url.includes('2026-03'))).toBe(true);
  expect([...toolkit.catalogue.tools.keys()].filter((name) => name.startsWith('south_create'))).toEqual([]);
  await toolkit.close();
});

test('two people of one portal share a connector and nothing else: each sees what their own token may', async () => {
  north.clearRequests();
  const few = north.hubspot.token({ scopes: ['oauth', 'crm.objects.contacts.read'] });
  const all = north.hubspot.token();
  const auth = (call: CallContext): Promise<HubSpotAuth> =>
    Promise.resolve({ accessToken: new Secret(call.partition === partitions.get('few') ? few : all) });
  const partitions = new Map<string, string>();
  const toolkit = createToolkit({
    connectors: [hubspot({ baseUrl: north.hubspot.url, auth })],
    use: [
      (call, next) => {
        if (!partitions.has('few') && (call.input as { limit?: number }).limit === 1) partitions.set('few', call.context.partition);
        return next(call);
      },
    ],
  });
  const as = (id: string, input: object) =>
    toolkit.call({
      name: 'hubspot_find_records',
      arguments: input,
      caller: { tenant: 't', principal: { id, scopes: [], roles: [], groups: [] } },
    });
  // Warm for one of them: what was learned with one token is not shown with another.
  await as('all', { object: 'deals', limit: 2 });
  const identity = await toolkit.call({
    name: 'hubspot_list_owners',
    arguments: { limit: 1 },
    caller: { tenant: 't', principal: { id: 'few', scopes: [], roles: [], groups: [] } },
  });
  expect(identity.kind).toBe('failed');
  const results = await Promise.all(
    Array.from({ length: 40 }, async (_, index) => ({
      id: index % 2 === 0 ? 'all' : 'few',
      result: await as(index % 2 === 0 ? 'all' : 'few', { object: 'deals', limit: 2 }),
    })),
  );
  for (const { id, result } of results) expect([id, result.kind]).toEqual([id, id === 'all' ? 'done' : 'failed']);
  await toolkit.close();
});
