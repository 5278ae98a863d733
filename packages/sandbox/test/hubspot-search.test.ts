import { describe, expect, test } from 'vitest';
import { refusal, testPortal } from './support/hubspot.ts';

const { client, send, sandbox } = await testPortal();

type Filter = {
  readonly propertyName: string;
  readonly operator: string;
  readonly value?: string;
  readonly highValue?: string;
  readonly values?: readonly string[];
};

const find = (body: unknown, type = 'contacts') => client.crm.objects.searchApi.doSearch(type, body as never);
const emails = async (body: unknown) => (await find(body)).results.map(({ properties }) => properties['email']);
const by = (...filters: readonly Filter[]) => ({
  filterGroups: [{ filters: [...filters, { propertyName: 'company', operator: 'EQ', value: 'zz test' }] }],
});

function three(): void {
  sandbox.hubspot.load('contacts', [
    {
      properties: { email: 'ann@zz.example', firstname: 'Ann', company: 'ZZ Test', hs_lead_status: 'NEW', date_of_birth: '1980-01-01' },
      createdAt: Date.UTC(2026, 0, 1),
    },
    {
      properties: { email: 'ben@zz.example', firstname: 'Ben', company: 'ZZ Test', hs_lead_status: 'OPEN' },
      createdAt: Date.UTC(2026, 0, 2),
    },
    { properties: { email: 'cara@zz.example', company: 'zz test', buying_role: 'evaluator;user' }, createdAt: Date.UTC(2026, 0, 3) },
  ]);
}

describe('filters', () => {
  const cases: readonly (readonly [string, Filter, readonly string[]])[] = [
    ['EQ on text ignores case', { propertyName: 'firstname', operator: 'EQ', value: 'ANN' }, ['ann']],
    ['EQ on an enumeration is exact', { propertyName: 'hs_lead_status', operator: 'EQ', value: 'new' }, []],
    ['EQ on an enumeration', { propertyName: 'hs_lead_status', operator: 'EQ', value: 'NEW' }, ['ann']],
    ['EQ finds one of several checkboxes', { propertyName: 'buying_role', operator: 'EQ', value: 'user' }, ['cara']],
    ['NEQ leaves out records without a value', { propertyName: 'firstname', operator: 'NEQ', value: 'Ann' }, ['ben']],
    ['IN on text wants lower case', { propertyName: 'firstname', operator: 'IN', values: ['ann', 'Ben'] }, ['ann']],
    ['NOT_IN on text', { propertyName: 'firstname', operator: 'NOT_IN', values: ['ann'] }, ['ben']],
    ['HAS_PROPERTY', { propertyName: 'firstname', operator: 'HAS_PROPERTY' }, ['ann', 'ben']],
    ['NOT_HAS_PROPERTY', { propertyName: 'firstname', operator: 'NOT_HAS_PROPERTY' }, ['cara']],
    ['CONTAINS_TOKEN finds whole words', { propertyName: 'email', operator: 'CONTAINS_TOKEN', value: 'ann' }, ['ann']],
    ['CONTAINS_TOKEN does not find parts of words', { propertyName: 'email', operator: 'CONTAINS_TOKEN', value: 'an' }, []],
    ['CONTAINS_TOKEN with wildcards', { propertyName: 'email', operator: 'CONTAINS_TOKEN', value: '*n@zz.example' }, ['ann', 'ben']],
    ['NOT_CONTAINS_TOKEN', { propertyName: 'email', operator: 'NOT_CONTAINS_TOKEN', value: 'b*' }, ['ann', 'cara']],
    ['GT on a datetime, in milliseconds', { propertyName: 'createdate', operator: 'GT', value: String(Date.UTC(2026, 0, 2)) }, ['cara']],
    [
      'GTE on a datetime, with an offset',
      { propertyName: 'createdate', operator: 'GTE', value: '2026-01-02T01:00:00+01:00' },
      ['ben', 'cara'],
    ],
    ['LT on a datetime', { propertyName: 'createdate', operator: 'LT', value: '2026-01-02T00:00:00Z' }, ['ann']],
    ['LTE on a day', { propertyName: 'date_of_birth', operator: 'LTE', value: '1980-01-01' }, ['ann']],
    [
      'BETWEEN holds both ends',
      { propertyName: 'createdate', operator: 'BETWEEN', value: '2026-01-01', highValue: '2026-01-02' },
      ['ann', 'ben'],
    ],
  ];

  test.each(cases)('%s', async (_, filter, names) => {
    three();
    expect(await emails(by(filter))).toEqual(names.map((name) => `${name}@zz.example`));
  });

  test('filters of a group are joined by and, groups by or', async () => {
    three();
    const group = (...values: readonly string[]) => ({
      filters: values.map((value) => ({ propertyName: 'email', operator: 'CONTAINS_TOKEN', value })),
    });
    expect(await emails({ filterGroups: [group('ann', 'zz'), group('cara', 'nobody'), group('ben')] })).toEqual([
      'ann@zz.example',
      'ben@zz.example',
    ]);
  });

  test('filters without a group are one group', async () => {
    three();
    const filters = [{ propertyName: 'email', operator: 'EQ', value: 'Ben@ZZ.example' }];
    expect((await send('POST', '/crm/v3/objects/contacts/search', { filters })).body).toMatchObject({ total: 1 });
  });

  test('associations.* finds records by what they are linked to', async () => {
    const [deal] = (await client.crm.deals.basicApi.getPage(1)).results;
    const linked = await client.crm.associations.v4.basicApi.getPage('deals', deal?.id ?? '', 'contacts');
    const found = await find({ filterGroups: [{ filters: [{ propertyName: 'associations.deal', operator: 'EQ', value: deal?.id }] }] });
    const numerically = (a: number, b: number) => a - b;
    expect(found.results.map(({ id }) => Number(id)).toSorted(numerically)).toEqual(
      linked.results.map(({ toObjectId }) => Number(toObjectId)).toSorted(numerically),
    );
    expect(found.total).toBeGreaterThan(0);
  });
});

describe('words', () => {
  test('every word must begin a word of a searchable property', async () => {
    three();
    expect(await emails({ query: 'zz ann' })).toEqual(['ann@zz.example']);
    expect(await emails({ query: 'ANN@ZZ.example' })).toEqual(['ann@zz.example']);
    expect(await emails({ query: 'nn zz' })).toEqual([]);
  });

  test('properties that are not searchable are not searched', async () => {
    sandbox.hubspot.load('contacts', [{ properties: { email: 'q@zz.example', city: 'Quakenbrueck' } }]);
    expect((await find({ query: 'Quakenbrueck' })).total).toBe(0);
  });

  test('an empty query finds everything', async () => {
    expect((await find({ query: '' })).total).toBe(sandbox.hubspot.count('contacts'));
  });
});

describe('order and pages', () => {
  test('oldest first unless asked otherwise, and one sort in three spellings', async () => {
    three();
    const sorts: readonly (readonly unknown[])[] = [
      [{ propertyName: 'email', direction: 'DESCENDING' }],
      ['-email'],
      [JSON.stringify({ propertyName: 'email', direction: 'DESCENDING' })],
    ];
    expect(await emails(by())).toEqual(['ann@zz.example', 'ben@zz.example', 'cara@zz.example']);
    for (const sort of sorts)
      expect(await emails({ ...by(), sorts: sort })).toEqual(['cara@zz.example', 'ben@zz.example', 'ann@zz.example']);
  });

  test('amounts are sorted as numbers, records without one come last', async () => {
    const amounts = async (direction: string) =>
      (await find({ limit: 200, sorts: [{ propertyName: 'amount', direction }], properties: ['amount'] }, 'deals')).results.map(
        ({ properties }) => properties['amount'],
      );
    sandbox.hubspot.load('deals', [{ properties: { dealname: 'No amount' } }]);
    for (const direction of ['ASCENDING', 'DESCENDING']) {
      const values = await amounts(direction);
      const numbers = values.flatMap((value) => (value === null ? [] : [Number(value)]));
      const sign = direction === 'ASCENDING' ? 1 : -1;
      expect(values.at(-1)).toBeNull();
      expect(numbers).toEqual(numbers.toSorted((a, b) => sign * (a - b)));
    }
  });

  test('pages by offset hold every match once', async () => {
    const ids: string[] = [];
    let after: string | undefined;
    do {
      const page = await find({ limit: 150, ...(after ? { after } : {}) });
      ids.push(...page.results.map(({ id }) => id));
      after = page.paging?.next?.after;
      expect(page.total).toBe(sandbox.hubspot.count('contacts'));
    } while (after);
    expect(new Set(ids).size).toBe(sandbox.hubspot.count('contacts'));
  });

  test('a page holds ten records, and the limit may be text', async () => {
    expect((await find({})).results).toHaveLength(10);
    expect((await send('POST', '/crm/v3/objects/contacts/search', { limit: '3' })).body.results).toHaveLength(3);
  });
});

test('new records and changes are seen after the delay of the index', async () => {
  sandbox.hubspot.setSearchDelay(5000);
  const total = (await find({})).total;
  const { id } = await client.crm.contacts.basicApi.create({ properties: { email: 'late@zz.example' }, associations: [] });
  expect((await find({})).total).toBe(total);
  sandbox.clock.advance(5000);
  expect((await find({})).total).toBe(total + 1);
  await client.crm.contacts.basicApi.archive(id);
  expect((await find({ query: 'late zz' })).total).toBe(1);
  sandbox.clock.advance(5000);
  expect((await find({ query: 'late zz' })).total).toBe(0);
});

describe('refusals', () => {
  const filter = { propertyName: 'email', operator: 'EQ', value: 'a' };
  const group = (count: number) => ({ filters: Array.from({ length: count }, () => filter) });
  const cases: readonly (readonly [string, unknown, string | RegExp])[] = [
    ['a sixth group', { filterGroups: Array.from({ length: 6 }, () => group(1)) }, /at most 5 filterGroups/],
    ['a seventh filter in a group', { filterGroups: [group(7)] }, /at most 6 filters in each/],
    ['a nineteenth filter', { filterGroups: [group(6), group(6), group(6), group(1)] }, /at most 18 filters/],
    ['a second sort', { sorts: ['email', 'phone'] }, /Only one sort/],
    ['a page over 200', { limit: 201 }, /between 1 and 200/],
    ['results beyond 10,000', { limit: 200, after: '9900' }, /beyond 10000/],
    ['a long body', { query: 'x'.repeat(3000) }, /too large/],
    ['an unknown property', { filters: [{ ...filter, propertyName: 'nope' }] }, 'There was a problem with the request.'],
    ['an unknown sort', { sorts: ['nope'] }, 'There was a problem with the request.'],
    ['an unknown operator', { filters: [{ ...filter, operator: 'LIKE' }] }, /not one of the values accepted for Enum class/],
    ['HAS_PROPERTY with a value', { filters: [{ ...filter, operator: 'HAS_PROPERTY' }] }, /operator HAS_PROPERTY does not allow a value/],
    [
      'BETWEEN without highValue',
      { filters: [{ ...filter, operator: 'BETWEEN' }] },
      'Invalid input JSON on line 1, column 1: Cannot construct instance of `com.hubspot.inbounddb.publicobject.core.v3.search.Filter`, problem: operator BETWEEN requires a highValue',
    ],
    ['IN without values', { filters: [{ ...filter, operator: 'IN' }] }, /operator IN requires a values/],
    [
      'a filter without operator',
      { filters: [{ propertyName: 'email' }] },
      /Cannot build Filter, some of required attributes are not set \[operator\]/,
    ],
    ['a number that is none', { filters: [{ propertyName: 'hs_object_id', operator: 'GT', value: 'ten' }] }, /ten is not a valid value/],
  ];

  test.each(cases)('%s is a 400', async (_, body, message) => {
    const answer = await send('POST', '/crm/v3/objects/contacts/search', body);
    expect(answer.status).toBe(400);
    expect(answer.body.message).toMatch(message);
  });

  test('the client sees them as exceptions with the parsed body', async () => {
    const { code, body } = await refusal(find({ limit: 201 }));
    expect(code).toBe(400);
    expect(body).toMatchObject({ status: 'error', category: 'VALIDATION_ERROR', correlationId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
  });
});
