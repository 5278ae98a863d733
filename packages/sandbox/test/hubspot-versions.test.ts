import { Client } from '@hubspot/api-client';
import { describe, expect, test } from 'vitest';
import { demo } from '../src/index.ts';
import { first, refusal, testPortal } from './support/hubspot.ts';

const portal = await testPortal();
const { client, send, sandbox, url } = portal;

/** The rewriting of paths by which the typed client is moved to a dated version. */
const moves: readonly (readonly [RegExp, string])[] = [
  [/^\/crm\/v[34]\/objects\b/, '/crm/objects/{date}'],
  [/^\/crm\/v4\/associations\b/, '/crm/associations/{date}'],
  [/^\/crm\/v3\/(properties|pipelines|owners)\b/, '/crm/$1/{date}'],
  [/^\/crm-object-schemas\/v3\b/, '/crm-object-schemas/{date}'],
];

function dated(date: string): Client {
  const pre = (context: { getUrl(): string; setUrl(url: string): void }) => {
    const { pathname, search } = new URL(context.getUrl());
    const [from, to] = moves.find(([pattern]) => pattern.test(pathname)) ?? [/$^/, ''];
    context.setUrl(`${url}${pathname.replace(from, to.replace('{date}', date))}${search}`);
    return Promise.resolve(context);
  };
  return new Client({
    accessToken: demo.hubspot.accessToken,
    basePath: url,
    middleware: [{ pre, post: (context: unknown) => Promise.resolve(context) }] as never,
  });
}

describe.each(['2026-03', '2026-09'])('%s', (date) => {
  const moved = dated(date);

  test('the typed client reads the same through dated paths', async () => {
    const both = async <T>(read: (one: Client) => Promise<T>) => [await read(client), await read(moved)] as const;
    const contact = first((await client.crm.contacts.basicApi.getPage(1)).results);
    const pairs = [
      await both((one) => one.crm.contacts.basicApi.getById(contact.id, ['email', 'phone'])),
      await both((one) => one.crm.deals.basicApi.getPage(5).then(({ results }) => results)),
      await both((one) => one.crm.contacts.searchApi.doSearch({ query: 'hughes' })),
      await both((one) => one.crm.associations.v4.basicApi.getPage('contacts', contact.id, 'companies')),
      await both((one) => one.crm.associations.v4.schema.definitionsApi.getAll('deals', 'contacts')),
      await both((one) => one.crm.properties.coreApi.getAll('tickets')),
      await both((one) => one.crm.pipelines.pipelinesApi.getAll('deals')),
      await both((one) => one.crm.owners.ownersApi.getPage()),
      await both((one) => one.crm.schemas.coreApi.getById('contacts')),
    ];
    for (const [legacy, now] of pairs) expect(now).toEqual(legacy);
    const paths = sandbox.requests.map(({ url: path }) => path);
    expect(paths.filter((path) => path.includes(date))).toHaveLength(pairs.length);
  });

  test('writes, batches and links', async () => {
    const made = await moved.crm.contacts.basicApi.create({ properties: { email: 'dated@example.com' }, associations: [] });
    await moved.crm.contacts.basicApi.update(made.id, { properties: { city: 'Ulm' } });
    const company = first((await moved.crm.companies.basicApi.getPage(1)).results);
    await moved.crm.associations.v4.basicApi.createDefault('contacts', made.id, 'companies', company.id);
    const read = await moved.crm.associations.v4.batchApi.getPage('contacts', 'companies', { inputs: [{ id: made.id }] });
    expect(first(read.results).to).toHaveLength(1);
    await moved.crm.contacts.batchApi.archive({ inputs: [{ id: made.id }] });
    expect((await refusal(moved.crm.contacts.basicApi.getById(made.id))).code).toBe(404);
  });

  test('the account', async () => {
    expect((await send('GET', `/account-info/${date}/details`)).body).toEqual((await send('GET', '/account-info/v3/details')).body);
    expect((await send('GET', `/account-info/${date}/api-usage/daily/private-apps`)).status).toBe(200);
  });
});

test('a version that does not exist leads nowhere', async () => {
  expect((await send('GET', '/crm/objects/2025-01/contacts')).status).toBe(404);
});

describe("the admin's rules", () => {
  const lost = { properties: { dealname: 'D', amount: '5', dealstage: 'closedlost' } };

  test.each(['/crm/v3/objects/deals', '/crm/objects/2026-03/deals'])('%s does not know them', async (path) => {
    expect((await send('POST', path, lost)).status).toBe(201);
  });

  test('2026-09 wants a property that another one makes necessary', async () => {
    const answer = await send('POST', '/crm/objects/2026-09/deals', lost);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({
      category: 'VALIDATION_ERROR',
      errors: [{ code: 'REQUIRED_PROPERTY_MISSING', context: { propertyName: ['closed_lost_reason'] } }],
    });
    const complete = { properties: { ...lost.properties, closed_lost_reason: 'Price' } };
    expect((await send('POST', '/crm/objects/2026-09/deals', complete)).status).toBe(201);
  });

  test('2026-09 wants the fields of the create form', async () => {
    const answer = await send('POST', '/crm/objects/2026-09/deals', { properties: { dealname: 'D', dealstage: 'contractsent' } });
    expect(answer.body.errors).toEqual([expect.objectContaining({ context: { propertyName: ['amount'] } })]);
  });

  test('2026-09 holds changes to them, also in batches; changes of other things pass', async () => {
    const { id } = await client.crm.deals.basicApi.create({ properties: { dealname: 'D', dealstage: 'contractsent' }, associations: [] });
    const close = { properties: { dealstage: 'closedlost' } };
    expect((await send('PATCH', `/crm/objects/2026-09/deals/${id}`, close)).status).toBe(400);
    expect((await send('POST', '/crm/objects/2026-09/deals/batch/update', { inputs: [{ id, ...close }] })).status).toBe(400);
    await client.crm.deals.basicApi.update(id, close);
    expect((await send('PATCH', `/crm/objects/2026-09/deals/${id}`, { properties: { description: 'x' } })).status).toBe(200);
  });

  test('2026-09 wants the right to edit associations of whoever installed the app', async () => {
    const authorization = `Bearer ${sandbox.hubspot.token({ editAssociations: false })}`;
    const [contact, company] = [
      first((await client.crm.contacts.basicApi.getPage(1)).results),
      first((await client.crm.companies.basicApi.getPage(1)).results),
    ];
    const path = `${contact.id}/associations/default/companies/${company.id}`;
    expect((await send('PUT', `/crm/objects/2026-09/contacts/${path}`, undefined, { authorization })).status).toBe(400);
    expect((await send('PUT', `/crm/objects/2026-03/contacts/${path}`, undefined, { authorization })).status).toBe(200);
  });
});
