import { FilterOperatorEnum } from '@hubspot/api-client/lib/codegen/crm/contacts/index.js';
import { describe, expect, test } from 'vitest';
import { first, refusal, testPortal } from './support/hubspot.ts';

const { client, send, sandbox } = await testPortal();
const contacts = client.crm.contacts;

const minimal = ['createdate', 'hs_object_id', 'lastmodifieddate'];

async function newContact(properties: Record<string, string> = { email: 'Nora.New@Example.com', firstname: 'Nora' }) {
  return contacts.basicApi.create({ properties, associations: [] });
}

describe('creating', () => {
  test('the answer is 201 with Location and everything the record was born with', async () => {
    const answer = await send('POST', '/crm/v3/objects/contacts', { properties: { email: 'Kim@Example.com', lastname: 'Kim' } });
    const { id, properties } = answer.body as unknown as { id: string; properties: Record<string, string> };
    expect(answer.status).toBe(201);
    expect(answer.headers.get('location')).toBe(`${sandbox.hubspot.url}/crm/v3/objects/contacts/${id}`);
    expect(properties).toMatchObject({
      email: 'kim@example.com',
      hs_email_domain: 'example.com',
      hs_is_unworked: 'true',
      hs_object_id: id,
      hs_object_source: 'INTEGRATION',
      hs_pipeline: 'contacts-lifecycle-pipeline',
      lifecyclestage: 'lead',
    });
    expect(Object.keys(properties)).toEqual(Object.keys(properties).toSorted());
  });

  test('a read after a create shows the defaults alone', async () => {
    const { id } = await newContact({ email: 'a@example.com', phone: '1' });
    expect(Object.keys((await contacts.basicApi.getById(id)).properties)).not.toContain('phone');
  });

  test("a company's website follows from its domain", async () => {
    const company = await client.crm.companies.basicApi.create({ properties: { name: 'Acme', domain: 'acme.example' }, associations: [] });
    expect(company.properties['website']).toBe('acme.example');
  });

  test("a deal's probability follows from its stage", async () => {
    const { properties } = await client.crm.deals.basicApi.create({
      properties: { dealname: 'D', dealstage: 'contractsent' },
      associations: [],
    });
    expect(properties).toMatchObject({ pipeline: 'default', hs_deal_stage_probability: '0.9', hs_is_closed: 'false' });
  });

  test('links asked for in a create are there at once', async () => {
    const company = first((await client.crm.companies.basicApi.getPage(1)).results);
    const types = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 1 }] as never;
    const { id } = await contacts.basicApi.create({
      properties: { email: 'link@example.com' },
      associations: [{ to: { id: company.id }, types }],
    });
    const { results } = await client.crm.associations.v4.basicApi.getPage('contacts', id, 'companies');
    expect(results.map(({ associationTypes }) => associationTypes.map(({ typeId }) => typeId))).toEqual([[1, 279]]);
  });

  test('numbers and booleans are taken as text, as Jackson takes them', async () => {
    const answer = await send('POST', '/crm/v3/objects/companies', { properties: { name: 'N', numberofemployees: 12, is_public: true } });
    expect(answer.body).toMatchObject({ properties: { numberofemployees: '12', is_public: 'true' } });
  });
});

describe('changing', () => {
  test('the answer holds what was written and the system properties, no more', async () => {
    const { id } = await newContact();
    sandbox.clock.advance(1000);
    const { properties } = await contacts.basicApi.update(id, { properties: { phone: '+49 1' } });
    expect(Object.keys(properties)).toEqual([...minimal, 'phone']);
    expect(properties['lastmodifieddate']).toBe('2026-11-02T09:00:01.000Z');
  });

  test('empty text and null clear a property', async () => {
    const { id } = await newContact({ email: 'c@example.com', phone: '1', city: 'Ulm' });
    await contacts.basicApi.update(id, { properties: { phone: '', city: null as never } });
    expect((await contacts.basicApi.getById(id, ['phone', 'city'])).properties).toMatchObject({ phone: null, city: null });
  });

  test('a record can be changed by e-mail', async () => {
    const { id } = await newContact();
    expect((await contacts.basicApi.update('nora.new@example.com', { properties: { city: 'Ulm' } }, 'email')).id).toBe(id);
  });

  test('dates are kept in one form, whichever way they come', async () => {
    const deal = { dealname: 'D', dealstage: 'closedwon', closedate: '1767225600000' };
    const { properties } = await client.crm.deals.basicApi.create({ properties: deal, associations: [] });
    expect(properties['closedate']).toBe('2026-01-01T00:00:00.000Z');
  });

  test('closing a ticket sets the time of closing', async () => {
    const ticket = await client.crm.tickets.basicApi.create({ properties: { subject: 'S', hs_pipeline_stage: '1' }, associations: [] });
    const closed = await client.crm.tickets.basicApi.update(ticket.id, { properties: { hs_pipeline_stage: '4' } });
    expect(closed.properties['closed_date']).toBe('2026-11-02T09:00:00.000Z');
  });
});

test('an e-mail that a contact gave up finds nobody, and another contact may have it', async () => {
  const { id } = await newContact({ email: 'old@example.com' });
  await contacts.basicApi.update(id, { properties: { email: 'new@example.com' } });
  expect((await refusal(contacts.basicApi.getById('old@example.com', [], [], [], false, 'email'))).code).toBe(404);
  expect((await newContact({ email: 'old@example.com' })).id).not.toBe(id);
});

const activities = [
  ['notes', { hs_note_body: 'N' }],
  ['tasks', { hs_task_subject: 'T', hs_task_status: 'NOT_STARTED' }],
  ['calls', { hs_call_title: 'C', hs_call_direction: 'INBOUND' }],
  ['emails', { hs_email_subject: 'E', hs_email_direction: 'EMAIL' }],
  ['meetings', { hs_meeting_title: 'M', hs_meeting_outcome: 'SCHEDULED' }],
] as const;

test.each(activities)('%s are made with a time, linked, found and archived', async (type, properties) => {
  const api = client.crm.objects[type];
  const contact = first((await contacts.basicApi.getPage(1)).results);
  expect((await refusal(api.basicApi.create({ properties: { ...properties }, associations: [] }))).body.context).toEqual({
    properties: ['hs_timestamp'],
  });
  const timed = { ...properties, hs_timestamp: '2026-11-02T08:00:00Z' };
  const { id } = await api.basicApi.create({ properties: timed, associations: [] });
  await client.crm.associations.v4.basicApi.createDefault(type, id, 'contacts', contact.id);
  const filters = [{ propertyName: 'associations.contact', operator: FilterOperatorEnum.Eq, value: contact.id }];
  const found = await api.searchApi.doSearch({ filterGroups: [{ filters }], limit: 200 });
  expect(found.results.map((record) => record.id)).toContain(id);
  expect(Object.keys((await api.basicApi.getById(id)).properties)).toEqual(['hs_createdate', 'hs_lastmodifieddate', 'hs_object_id']);
  await api.basicApi.archive(id);
  expect((await refusal(api.basicApi.getById(id))).code).toBe(404);
});

describe('going away', () => {
  test('an archived record is gone from reads, lists and search, and found among the archived', async () => {
    const { id } = await newContact();
    await contacts.basicApi.archive(id);
    expect((await refusal(contacts.basicApi.getById(id))).code).toBe(404);
    expect((await contacts.basicApi.getById(id, undefined, undefined, undefined, true)).archived).toBe(true);
    expect((await contacts.basicApi.getPage(100, undefined, undefined, undefined, undefined, true)).results.map((one) => one.id)).toEqual([
      id,
    ]);
    const filters = [{ propertyName: 'email', operator: FilterOperatorEnum.Eq, value: 'nora.new@example.com' }];
    expect((await contacts.searchApi.doSearch({ filterGroups: [{ filters }] })).total).toBe(0);
  });

  test('archiving twice is no error', async () => {
    const { id } = await newContact();
    await contacts.basicApi.archive(id);
    await expect(contacts.basicApi.archive(id)).resolves.toBeUndefined();
  });

  test('the e-mail of an archived contact is free again', async () => {
    const { id } = await newContact();
    await contacts.basicApi.archive(id);
    expect((await newContact()).id).not.toBe(id);
  });

  test('erasing for privacy leaves nothing, not even among the archived', async () => {
    await newContact();
    await contacts.basicApi.purge({ idProperty: 'email', objectId: 'nora.new@example.com' });
    expect((await contacts.basicApi.getPage(100, undefined, undefined, undefined, undefined, true)).results).toEqual([]);
    expect((await refusal(contacts.basicApi.getById('nora.new@example.com', [], [], [], false, 'email'))).code).toBe(404);
  });

  test('a merge keeps the primary record, fills its gaps and takes over the links', async () => {
    const primary = await newContact({ email: 'one@example.com', firstname: 'One' });
    const other = await newContact({ email: 'two@example.com', firstname: 'Two', phone: '22' });
    const deal = first((await client.crm.deals.basicApi.getPage(1)).results);
    sandbox.hubspot.link({ objectType: 'contacts', id: other.id }, { objectType: 'deals', id: deal.id });
    const merged = await contacts.basicApi.merge({ primaryObjectId: primary.id, objectIdToMerge: other.id });
    expect(merged.id).toBe(primary.id);
    expect(merged.properties).toMatchObject({ email: 'one@example.com', firstname: 'One', phone: '22', hs_merged_object_ids: other.id });
    const { results } = await client.crm.associations.v4.basicApi.getPage('contacts', primary.id, 'deals');
    expect(results.map(({ toObjectId }) => Number(toObjectId))).toEqual([Number(deal.id)]);
  });
});

test('links are counted in the properties that HubSpot keeps for it', async () => {
  const { id } = await newContact();
  const company = first((await client.crm.companies.basicApi.getPage(1)).results);
  sandbox.hubspot.link({ objectType: 'contacts', id }, { objectType: 'companies', id: company.id }, 1);
  expect((await contacts.basicApi.getById(id, ['associatedcompanyid'])).properties['associatedcompanyid']).toBe(company.id);
});
