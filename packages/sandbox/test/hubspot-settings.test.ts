import { describe, expect, test } from 'vitest';
import { first, refusal, testPortal } from './support/hubspot.ts';

const { client, send, sandbox } = await testPortal();

describe('properties', () => {
  const { coreApi, groupsApi, batchApi } = client.crm.properties;
  const wanted = { name: 'machine_count', label: 'Machines', type: 'number', fieldType: 'number', groupName: 'companyinformation' };

  test('a list holds the ordinary properties; sensitive ones are asked for by class', async () => {
    const names = async (query: string) =>
      (await send('GET', `/crm/v3/properties/contacts${query}`)).body.results?.map(({ name }) => name) ?? [];
    expect(await names('')).toEqual(expect.arrayContaining(['email', 'firstname', 'lifecyclestage']));
    expect(await names('')).not.toContain('date_of_birth');
    expect(await names('?dataSensitivity=sensitive')).toEqual(['date_of_birth']);
    expect(await names('?dataSensitivity=highly_sensitive')).toEqual(['passport_number']);
  });

  test('a property can be made, used, changed and archived', async () => {
    await coreApi.create('companies', wanted as never);
    const company = await client.crm.companies.basicApi.create({ properties: { name: 'M', machine_count: '3' }, associations: [] });
    expect(company.properties['machine_count']).toBe('3');
    expect((await coreApi.update('companies', 'machine_count', { label: 'Machine count' })).label).toBe('Machine count');
    await coreApi.archive('companies', 'machine_count');
    expect((await refusal(coreApi.getByName('companies', 'machine_count'))).code).toBe(404);
    expect((await coreApi.getByName('companies', 'machine_count', true)).archived).toBe(true);
  });

  test('a second property of the same name is a conflict, an unknown group an error', async () => {
    await coreApi.create('companies', wanted as never);
    expect((await refusal(coreApi.create('companies', wanted as never))).code).toBe(409);
    expect((await refusal(coreApi.create('companies', { ...wanted, name: 'other', groupName: 'nope' } as never))).code).toBe(400);
  });

  test('a field type must fit its type', async () => {
    expect((await refusal(coreApi.create('companies', { ...wanted, fieldType: 'textarea' } as never))).code).toBe(400);
  });

  test('a property made unique keeps its values apart', async () => {
    await coreApi.create('companies', { ...wanted, type: 'string', fieldType: 'text', hasUniqueValue: true } as never);
    const create = () => client.crm.companies.basicApi.create({ properties: { name: 'M', machine_count: 'x' }, associations: [] });
    const { id } = await create();
    const { code, body } = await refusal(create());
    expect(code).toBe(400);
    expect(body.message).toContain(`propertyName=machine_count, value=x} on a new record. ${id} already has that value.`);
  });

  test('batches: read with a 207 for the unknown, create, archive', async () => {
    const read = await batchApi.read('contacts', { archived: false, inputs: [{ name: 'email' }, { name: 'nope' }] });
    expect(read.results.map(({ name }) => name)).toEqual(['email']);
    expect(read).toMatchObject({ numErrors: 1 });
    expect((await batchApi.create('companies', { inputs: [wanted] as never })).results).toHaveLength(1);
    await batchApi.archive('companies', { inputs: [{ name: 'machine_count' }] });
    expect((await refusal(coreApi.getByName('companies', 'machine_count'))).code).toBe(404);
  });

  test('groups can be made, changed and removed when empty', async () => {
    await groupsApi.create('companies', { name: 'plant', label: 'Plant', displayOrder: 5 });
    await groupsApi.update('companies', 'plant', { label: 'Plants' });
    expect((await groupsApi.getByName('companies', 'plant')).label).toBe('Plants');
    expect((await groupsApi.getAll('companies')).results.map(({ name }) => name)).toContain('plant');
    await groupsApi.archive('companies', 'plant');
    expect((await refusal(groupsApi.getByName('companies', 'plant'))).code).toBe(404);
    expect((await refusal(groupsApi.archive('companies', 'companyinformation'))).code).toBe(400);
  });
});

describe('pipelines', () => {
  const { pipelinesApi, pipelineStagesApi, pipelineAuditsApi } = client.crm.pipelines;
  const stages = [{ label: 'Open', displayOrder: 0, metadata: { probability: '0.5' } }];

  test("the deals' pipelines have stages whose metadata are texts", async () => {
    const { results } = await pipelinesApi.getAll('deals');
    const won = first(results).stages.find(({ id }) => id === 'closedwon');
    expect(results.map(({ id }) => id)).toEqual(['default', '251860000']);
    expect(won?.metadata).toEqual({ isClosed: 'true', probability: '1.0' });
  });

  test('a pipeline and its stages can be made, changed, replaced and removed, and leave a trace', async () => {
    const made = await pipelinesApi.create('deals', { label: 'Rental', displayOrder: 2, stages });
    expect((await pipelinesApi.update('deals', made.id, { label: 'Rentals' })).label).toBe('Rentals');
    const stage = await pipelineStagesApi.create('deals', made.id, { label: 'Done', displayOrder: 1, metadata: { probability: '1.0' } });
    expect((await pipelineStagesApi.update('deals', made.id, stage.id, { label: 'Rented' })).label).toBe('Rented');
    expect((await pipelineStagesApi.getAll('deals', made.id)).results.map(({ label }) => label)).toEqual(['Open', 'Rented']);
    expect((await pipelineStagesApi.replace('deals', made.id, stage.id, { label: 'Let', displayOrder: 1, metadata: {} })).label).toBe(
      'Let',
    );
    expect((await pipelineStagesApi.getById('deals', made.id, stage.id)).label).toBe('Let');
    await pipelineStagesApi.archive('deals', made.id, stage.id);
    expect((await pipelinesApi.replace('deals', made.id, { label: 'Leasing', displayOrder: 2, stages })).label).toBe('Leasing');
    expect((await pipelineAuditsApi.getAudit('deals', made.id)).results.map(({ action }) => action)).toContain('CREATE');
    await pipelinesApi.archive('deals', made.id);
    expect((await refusal(pipelinesApi.getById('deals', made.id))).code).toBe(404);
  });

  test('a pipeline that deals are in cannot be removed', async () => {
    expect((await refusal(pipelinesApi.archive('deals', 'default'))).code).toBe(400);
  });
});

describe('owners', () => {
  const { ownersApi } = client.crm.owners;

  test('are listed with and without a query, in pages', async () => {
    const all = (await ownersApi.getPage()).results;
    const pages = [await ownersApi.getPage(undefined, undefined, 3)];
    for (let next = pages[0]?.paging?.next; next; next = pages.at(-1)?.paging?.next)
      pages.push(await ownersApi.getPage(undefined, next.after, 3));
    expect(pages.flatMap(({ results }) => results.map(({ id }) => id))).toEqual(all.map(({ id }) => id));
    expect(all.length).toBeGreaterThan(3);
  });

  test('are found by e-mail, by id and by user id', async () => {
    const ada = first((await ownersApi.getPage('ada@causeway.example')).results);
    expect(ada).toMatchObject({ firstName: 'Ada', lastName: 'Lindqvist', type: 'PERSON', archived: false });
    expect((await ownersApi.getById(Number(ada.id))).email).toBe(ada.email);
    expect((await ownersApi.getById(ada.userId ?? 0, 'userId')).email).toBe(ada.email);
    expect((await refusal(ownersApi.getById(1))).code).toBe(404);
  });

  test('who has left is archived and has no user id', async () => {
    const gone = first((await ownersApi.getPage(undefined, undefined, undefined, true)).results);
    expect(gone).toMatchObject({ archived: true });
    expect(gone.userId).toBeUndefined();
    expect(gone.userIdIncludingInactive).toEqual(expect.any(Number));
  });
});

describe('schemas', () => {
  const { coreApi } = client.crm.schemas;
  const machine = {
    name: 'leased_machine',
    labels: { singular: 'Leased machine', plural: 'Leased machines' },
    primaryDisplayProperty: 'serial',
    requiredProperties: ['serial'],
    searchableProperties: ['serial'],
    secondaryDisplayProperties: [],
    properties: [{ name: 'serial', label: 'Serial', type: 'string', fieldType: 'text', hasUniqueValue: true }],
    associatedObjects: ['CONTACT'],
  };

  test('the list holds custom objects alone; standard ones can be read by name', async () => {
    expect((await coreApi.getAll()).results.map(({ fullyQualifiedName }) => fullyQualifiedName)).toEqual(['p4242001_machine_service_plan']);
    const contacts = await coreApi.getById('contacts');
    expect(contacts).toMatchObject({ objectTypeId: '0-1', name: 'CONTACT', primaryDisplayProperty: 'firstname' });
    expect(contacts.associations.map(({ id }) => id)).toEqual(expect.arrayContaining(['279', '4']));
  });

  test('a custom object can be made, filled, linked, changed and removed', async () => {
    const made = await coreApi.create(machine as never);
    const { id } = await client.crm.objects.basicApi.create('leased_machine', { properties: { serial: 'S1' }, associations: [] });
    expect((await client.crm.objects.searchApi.doSearch('p4242001_leased_machine', { query: 's1' })).total).toBe(1);
    const contact = first((await client.crm.contacts.basicApi.getPage(1)).results);
    await client.crm.associations.v4.basicApi.createDefault('leased_machine', id, 'contacts', contact.id);
    expect((await coreApi.update('leased_machine', { description: 'On lease' })).description).toBe('On lease');
    expect((await refusal(coreApi.archive('leased_machine'))).code).toBe(400);
    await client.crm.objects.basicApi.archive('leased_machine', id);
    await coreApi.archive(made.objectTypeId ?? '');
    expect((await refusal(coreApi.getById('leased_machine'))).code).toBe(400);
  });

  test('associations can be defined and removed', async () => {
    const egg = { fromObjectTypeId: '2-4242001', toObjectTypeId: '0-3', name: 'plan_sold_with' };
    const { id } = await coreApi.createAssociation('machine_service_plan', egg);
    expect((await coreApi.getById('machine_service_plan')).associations.map((one) => one.id)).toContain(id);
    await coreApi.archiveAssociation('machine_service_plan', id);
    expect((await coreApi.getById('machine_service_plan')).associations.map((one) => one.id)).not.toContain(id);
  });
});

describe('the account', () => {
  test('tells its zone, currency and offset', async () => {
    const answer = await client.apiRequest({ path: '/account-info/v3/details' });
    expect(await answer.json()).toMatchObject({
      portalId: 4242001,
      timeZone: 'Europe/Berlin',
      companyCurrency: 'EUR',
      utcOffset: '+01:00',
      utcOffsetMilliseconds: 3_600_000,
    });
  });

  test('counts its daily requests', async () => {
    const usage = async () => first((await send('GET', '/account-info/v3/api-usage/daily/private-apps')).body.results);
    const before = (await usage())['currentUsage'] as number;
    await client.crm.contacts.basicApi.getPage(1);
    expect(await usage()).toMatchObject({
      name: 'private-apps-api-calls-daily',
      currentUsage: before + 2,
      resetsAt: '2026-11-02T23:00:00.000Z',
    });
    sandbox.clock.advance(24 * 3_600_000);
    expect(await usage()).toMatchObject({ currentUsage: 1 });
  });
});
