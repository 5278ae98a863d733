import { expect, test } from 'vitest';
import { allPages, benchOf, columnOf, connect, lineOf, requestsOf, useSandbox, type RecordSet } from './harness.ts';

const sandbox = useSandbox();
const bench = () => benchOf(connect(sandbox()));

/** The same values, each once, in whatever order. */
function expectSame(actual: readonly unknown[], expected: readonly unknown[]): void {
  expect(actual).toHaveLength(expected.length);
  expect(new Set(actual)).toEqual(new Set(expected));
}

/** Contacts with deals in a portal that holds many more. */
function loadDeals(count: number, owner: string): readonly string[] {
  const { hubspot } = sandbox();
  const [contact] = hubspot.load('contacts', [{ properties: { email: `${owner}@deals.example` } }]);
  const ids = hubspot.load(
    'deals',
    Array.from({ length: count }, (_, index) => ({
      properties: { dealname: `${owner} ${index}`, amount: String(index), dealstage: 'qualifiedtobuy', pipeline: 'default' },
    })),
  );
  for (const id of ids) hubspot.link({ objectType: 'deals', id }, { objectType: 'contacts', id: contact ?? '' });
  return [contact ?? '', ...ids];
}

test('a page of the deals of a contact takes at most 3 requests with metadata warm, for 5 deals and for 500, in a portal of 50,000', async () => {
  const { hubspot } = sandbox();
  hubspot.load(
    'deals',
    Array.from({ length: 50_000 }, (_, index) => ({ properties: { dealname: `Other ${index}`, amount: '1' } })),
  );
  const many = loadDeals(500, 'many');
  const few = loadDeals(5, 'few');
  const one = bench();
  await one.call('list_deals', { object: 'contacts', id: few[0] });
  const input = { object: 'contacts', limit: 100 };
  const forFew = await requestsOf(sandbox(), () => one.call('list_deals', { ...input, id: few[0] }));
  expect(forFew.length).toBeLessThanOrEqual(3);
  let page: RecordSet | undefined;
  const forMany = await requestsOf(sandbox(), async () => {
    page = await one.call('list_deals', { ...input, id: many[0] });
  });
  expect(forMany.length).toBeLessThanOrEqual(3);
  expect(page?.total).toBe(500);
  const pages = await allPages(one, 'list_deals', { ...input, id: many[0] });
  expect(pages).toHaveLength(5);
  expect(pages.every(({ total }) => total === 500)).toBe(true);
  expectSame(columnOf(pages, 'hs_object_id'), many.slice(1));
  expect(columnOf(pages, 'stage').every((stage) => stage === 'Qualified To Buy')).toBe(true);
}, 60_000);

test('12,000 contacts are walked to the end while more are made: none twice, none lost', async () => {
  const { hubspot } = sandbox();
  const start = hubspot.load(
    'contacts',
    Array.from({ length: 12_000 }, (_, index) => ({ properties: { email: `walk${index}@walk.example`, company: 'Walkers' } })),
  );
  const one = bench();
  const seen: unknown[] = [];
  const made: string[] = [];
  let cursor: string | undefined;
  let first: RecordSet | undefined;
  do {
    const page: RecordSet = await one.call('find_records', {
      object: 'contacts',
      filters: [{ field: 'company', operator: '=', value: 'walkers' }],
      fields: ['email'],
      limit: 100,
      ...(cursor === undefined ? {} : { cursor }),
    });
    first ??= page;
    seen.push(...columnOf([page], 'hs_object_id'));
    ({ cursor } = page);
    if (made.length < 50)
      made.push(...hubspot.load('contacts', [{ properties: { email: `new${made.length}@walk.example`, company: 'Walkers' } }]));
  } while (cursor !== undefined);
  expect(first?.total).toBe(12_000);
  expect(new Set(seen).size).toBe(seen.length);
  const found = new Set(seen);
  expect(start.filter((id) => !found.has(id))).toEqual([]);
  expect(made.filter((id) => !found.has(id))).toEqual([]);
}, 120_000);

test('in an order of its own a walk ends at the wall of HubSpot, and says so', async () => {
  const one = bench();
  const input = {
    object: 'contacts',
    filters: [{ field: 'company', operator: '=', value: 'walkers' }],
    fields: ['email'],
    sort: 'email',
    limit: 100,
  };
  const pages = await allPages(one, 'find_records', input);
  const emails = columnOf(pages, 'email');
  expect(emails).toHaveLength(10_000);
  expect(new Set(emails).size).toBe(10_000);
  expect(pages.at(-1)?.notes?.join(' ')).toContain('10000 of 12050');
}, 120_000);

test('associated records are walked to the end, whatever the size of a page', async () => {
  const { hubspot } = sandbox();
  const [company] = hubspot.load('companies', [{ properties: { name: 'Big' } }]);
  const ids = hubspot.load(
    'contacts',
    Array.from({ length: 230 }, (_, index) => ({ properties: { email: `big${index}@big.example`, jobtitle: 'x'.repeat(1_500) } })),
  );
  for (const id of ids) hubspot.link({ objectType: 'contacts', id }, { objectType: 'companies', id: company ?? '' });
  // Long texts, so that pages end before their limit.
  const pages = await allPages(bench(), 'list_associated_records', {
    object: 'companies',
    id: company,
    to_object: 'contacts',
    fields: ['jobtitle'],
    limit: 100,
  });
  expect(pages.length).toBeGreaterThan(3);
  expectSame(columnOf(pages, 'hs_object_id'), ids);
});

test('the timeline of a record with 400 notes is walked newest first, in at most 10 requests a page with metadata warm', async () => {
  const { hubspot } = sandbox();
  const [contact] = hubspot.load('contacts', [{ properties: { email: 'busy@time.example' } }]);
  const kinds = { notes: 400, calls: 30, meetings: 120 } as const;
  const ids = Object.entries(kinds).flatMap(([kind, count]) =>
    hubspot
      .load(
        kind,
        Array.from({ length: count }, (_, index) => ({
          properties: { hs_timestamp: new Date(Date.UTC(2026, 0, 1) + (index * 37 + count) * 3_600_000).toISOString() },
        })),
      )
      .map((id) => {
        hubspot.link({ objectType: kind, id }, { objectType: 'contacts', id: contact ?? '' });
        return id;
      }),
  );
  const one = bench();
  const input = { object: 'contacts', id: contact, limit: 100 };
  const first: RecordSet = await one.call('get_timeline', input);
  expect(first.total).toBe(550);
  expect((await requestsOf(sandbox(), () => one.call('get_timeline', input))).length).toBeLessThanOrEqual(10);
  const pages = await allPages(one, 'get_timeline', input);
  const times = columnOf(pages, 'when').map((time) => Date.parse(String(time)));
  expect(times).toEqual(times.toSorted((a, b) => b - a));
  expectSame(columnOf(pages, 'id'), ids);
}, 60_000);

test('amounts cover at most 2,000 deals and numbers cover all, and both are told', async () => {
  const { hubspot } = sandbox();
  hubspot.load(
    'deals',
    Array.from({ length: 3_000 }, (_, index) => ({
      properties: {
        dealname: `Sum ${index}`,
        amount: '10',
        dealstage: index % 3 === 0 ? 'contractsent' : 'qualifiedtobuy',
        pipeline: 'default',
        hubspot_owner_id: '76000102',
      },
    })),
  );
  const one = bench();
  const set: RecordSet = await one.call('summarize_pipeline', { owner_id: '76000102', open_only: false });
  const deals = columnOf([set], 'deals').map(Number);
  expect(deals.reduce((sum, count) => sum + count, 0)).toBe(Number(/of (\d+) deals/.exec(set.notes?.join(' ') ?? '')?.[1]));
  expect(set.notes?.join(' ')).toMatch(/^Amounts cover 2000 of \d+ deals; their numbers cover all\./);
  const lines = sandbox()
    .requests.map(lineOf)
    .filter((line) => line.endsWith('/deals/search'));
  expect(lines.length).toBeLessThanOrEqual(30);
}, 60_000);

test('a new record that search does not know yet is read back after the write, and found by id', async () => {
  sandbox().hubspot.setSearchDelay(60_000);
  const one = bench();
  const made = await one.call<{ id: string; fields: Record<string, unknown> }>('create_record', {
    object: 'contacts',
    values: { email: 'LATE@late.example' },
  });
  expect(made.fields).toEqual({ email: 'late@late.example' });
  const found: RecordSet = await one.call('find_records', {
    object: 'contacts',
    filters: [{ field: 'email', operator: '=', value: 'late@late.example' }],
  });
  expect(found.total).toBe(0);
  const read = await one.call<{ fields: Record<string, unknown> }>('get_record', { object: 'contacts', id: made.id, fields: ['email'] });
  expect(read.fields['email']).toBe('late@late.example');
  sandbox().hubspot.setSearchDelay(0);
});

test('a cursor of another query is refused', async () => {
  const one = bench();
  const { cursor }: RecordSet = await one.call('find_records', { object: 'contacts', limit: 1 });
  expect(await one.fail('find_records', { object: 'companies', limit: 1, cursor })).toMatchObject({
    code: 'invalid_input',
    fields: ['cursor'],
  });
});
