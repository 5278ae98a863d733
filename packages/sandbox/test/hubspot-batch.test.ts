import { describe, expect, test } from 'vitest';
import { first, refusal, testPortal, type Body } from './support/hubspot.ts';

const { client, send, sandbox } = await testPortal();
const { batchApi } = client.crm.contacts;

const people = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => ({
    properties: { email: `person${from + index}@example.com`, firstname: `P${from + index}` },
    associations: [],
  }));

describe('batch create', () => {
  test('a hundred records come back in another order than they were sent', async () => {
    const made = await batchApi.create({ inputs: people(100) });
    const names = made.results.map(({ properties }) => properties['firstname']);
    expect(made.status).toBe('COMPLETE');
    expect(new Set(names).size).toBe(100);
    expect(names).not.toEqual(people(100).map(({ properties }) => properties.firstname));
  });

  test('a hundred and one inputs are refused', async () => {
    expect((await refusal(batchApi.create({ inputs: people(101) }))).code).toBe(400);
  });

  test('without trace ids one conflict undoes the whole batch', async () => {
    const existing = await client.crm.contacts.basicApi.create({ properties: { email: 'person1@example.com' }, associations: [] });
    const before = sandbox.hubspot.count('contacts');
    const { code, body } = await refusal(batchApi.create({ inputs: people(3) }));
    expect(code).toBe(409);
    expect(body).toMatchObject({ status: 'error', category: 'CONFLICT', message: `Contact already exists. Existing ID: ${existing.id}` });
    expect(sandbox.hubspot.count('contacts')).toBe(before);
  });

  test('with trace ids the others are made, and a 207 says which was not', async () => {
    const existing = await client.crm.contacts.basicApi.create({ properties: { email: 'person1@example.com' }, associations: [] });
    const inputs = people(3).map((input, index) => ({ ...input, objectWriteTraceId: String(index) }));
    const answer = await send('POST', '/crm/v3/objects/contacts/batch/create', { inputs });
    const { results, ...rest } = answer.body;
    expect(answer.status).toBe(207);
    expect(results?.map((record) => record['objectWriteTraceId']).toSorted()).toEqual(['0', '2']);
    expect(rest).toMatchObject({
      status: 'COMPLETE',
      numErrors: 1,
      errors: [
        {
          status: 'error',
          category: 'CONFLICT',
          message: `Contact already exists. Existing ID: ${existing.id}`,
          context: { objectWriteTraceId: ['1'], existingId: [existing.id] },
        },
      ],
    });
  });

  test('two inputs with the same e-mail conflict with each other', async () => {
    const inputs = [...people(1), ...people(1)];
    expect((await refusal(batchApi.create({ inputs }))).code).toBe(409);
  });
});

describe('batch read', () => {
  test('found records and one error with all missing ids: 207', async () => {
    const one = first((await client.crm.contacts.basicApi.getPage(1)).results);
    const answer = await batchApi.read({
      inputs: [{ id: one.id }, { id: '1' }, { id: '2' }],
      properties: ['email'],
      propertiesWithHistory: [],
    });
    expect(answer.results.map(({ id }) => id)).toEqual([one.id]);
    expect((answer as unknown as Body).errors).toEqual([
      expect.objectContaining({
        category: 'OBJECT_NOT_FOUND',
        message: 'Could not get some CONTACT objects, they may be deleted or not exist. Check that ids are valid.',
        context: { ids: ['1', '2'] },
      }),
    ]);
  });

  test('a batch can be read by e-mail', async () => {
    const answer = await batchApi.read({
      idProperty: 'email',
      inputs: [{ id: 'claire.hughes@brightwaterdairy.example' }],
      properties: ['firstname'],
      propertiesWithHistory: [],
    });
    expect(answer.results.map(({ properties }) => properties['firstname'])).toEqual(['Claire']);
  });
});

describe('batch update', () => {
  test('the known are changed, the unknown are told', async () => {
    const one = first((await client.crm.contacts.basicApi.getPage(1)).results);
    const answer = await batchApi.update({ inputs: [one.id, '77'].map((id) => ({ id, properties: { city: 'Ulm' } })) });
    expect(answer.results.map(({ properties }) => properties['city'])).toEqual(['Ulm']);
    expect(answer).toMatchObject({ numErrors: 1, errors: [{ category: 'OBJECT_NOT_FOUND', context: { ids: ['77'] } }] });
  });

  test('the same id twice is refused', async () => {
    const { code, body } = await refusal(batchApi.update({ inputs: ['123456', '123456'].map((id) => ({ id, properties: {} })) }));
    expect(code).toBe(400);
    expect(body.message).toBe('Duplicate IDs found in batch input: [123456]. IDs must be unique');
  });

  test('one bad value without a trace id changes nothing', async () => {
    const [a, b] = (await client.crm.contacts.basicApi.getPage(2)).results.map(({ id }) => id);
    const inputs = [
      { id: a ?? '', properties: { city: 'Ulm' } },
      { id: b ?? '', properties: { email: 'no address' } },
    ];
    expect((await refusal(batchApi.update({ inputs }))).code).toBe(400);
    expect((await client.crm.contacts.basicApi.getById(a ?? '', ['city'])).properties['city']).not.toBe('Ulm');
  });
});

describe('batch upsert', () => {
  test('says of each record whether it is new', async () => {
    const inputs = ['claire.hughes@brightwaterdairy.example', 'brand.new@example.com'].map((id) => ({
      id,
      idProperty: 'email',
      properties: { city: 'Ulm' },
    }));
    const { results } = await send('POST', '/crm/v3/objects/contacts/batch/upsert', { inputs }).then((answer) => answer.body);
    expect(results?.map((record) => record['new']).toSorted()).toEqual([false, true]);
    expect(results?.every((record) => (record['properties'] as Record<string, string>)['city'] === 'Ulm')).toBe(true);
  });

  test('works for the custom object by its unique property', async () => {
    const inputs = [{ id: 'SN-1', idProperty: 'serial_number', properties: { plan_name: 'Plan' } }];
    const made = await client.crm.objects.batchApi.upsert('machine_service_plan', { inputs });
    expect(made.results.map(({ _new }) => _new)).toEqual([true]);
    const again = await client.crm.objects.batchApi.upsert('machine_service_plan', { inputs });
    expect(again.results.map(({ _new }) => _new)).toEqual([false]);
  });
});

test('batch archive takes known and unknown ids alike', async () => {
  const ids = (await client.crm.contacts.basicApi.getPage(3)).results.map(({ id }) => ({ id }));
  const before = sandbox.hubspot.count('contacts');
  await batchApi.archive({ inputs: [...ids, { id: '1' }] });
  expect(sandbox.hubspot.count('contacts')).toBe(before - 3);
});

test('a failure can be injected into a batch', async () => {
  sandbox.inject({ service: 'hubspot', path: '/batch/create', fault: { kind: 'partial', indexes: [1] } });
  const answer = await batchApi.create({ inputs: people(3) });
  expect(answer.results).toHaveLength(2);
  expect(answer).toMatchObject({ numErrors: 1 });
});
