import { describe, expect, test } from 'vitest';
import { refusal, testPortal } from './support/hubspot.ts';
import { spentSince } from './support/processor-time.ts';

const { client, sandbox } = await testPortal();
const many = 12_500;

function loadMany(count = many): void {
  sandbox.hubspot.load(
    'contacts',
    Array.from({ length: count }, (_, index) => ({
      properties: { email: `m${index}@many.example`, firstname: 'Many', lastname: `L${index % 97}`, city: 'Ulm' },
      createdAt: Date.UTC(2026, 0, 1) + index * 1000,
    })),
  );
}

describe('more than search can page through', () => {
  const matching = [{ filters: [{ propertyName: 'email', operator: 'CONTAINS_TOKEN', value: '*@many.example' }] }];
  const find = (more: object) => client.crm.contacts.searchApi.doSearch({ filterGroups: matching, limit: 200, ...more } as never);

  test('the total counts all, the last page ends at 10,000, and beyond is a 400', async () => {
    loadMany();
    expect((await find({ after: '9800' })).total).toBe(many);
    expect((await find({ after: '9800' })).results).toHaveLength(200);
    expect((await refusal(find({ after: '9801' }))).code).toBe(400);
  });

  test('keyset by record id crosses the ceiling and holds every match once', async () => {
    loadMany();
    const seen = new Set<string>();
    let last = '0';
    for (let page = 0; page < 100; page += 1) {
      const filters = [...(matching[0]?.filters ?? []), { propertyName: 'hs_object_id', operator: 'GT', value: last }];
      const { results } = await client.crm.contacts.searchApi.doSearch({
        filterGroups: [{ filters }],
        sorts: [{ propertyName: 'hs_object_id', direction: 'ASCENDING' }],
        properties: ['email'],
        limit: 200,
      } as never);
      if (results.length === 0) break;
      for (const { id } of results) seen.add(id);
      last = results.at(-1)?.id ?? last;
    }
    expect(seen.size).toBe(many);
  });
});

test('a contact with 1,100 deals: pages of 500 links, and each once', async () => {
  const [contact = ''] = sandbox.hubspot.load('contacts', [{ properties: { email: 'whale@example.com' } }]);
  const deals = sandbox.hubspot.load(
    'deals',
    Array.from({ length: 1100 }, (_, index) => ({ properties: { dealname: `D${index}`, amount: String(index) } })),
  );
  for (const id of deals) sandbox.hubspot.link({ objectType: 'contacts', id: contact }, { objectType: 'deals', id });
  const sizes: number[] = [];
  const ids: number[] = [];
  let after: string | undefined;
  do {
    const page = await client.crm.associations.v4.basicApi.getPage('contacts', contact, 'deals', after, 500);
    sizes.push(page.results.length);
    ids.push(...page.results.map(({ toObjectId }) => Number(toObjectId)));
    after = page.paging?.next?.after;
  } while (after);
  expect(sizes).toEqual([500, 500, 100]);
  expect(new Set(ids)).toEqual(new Set(deals.map(Number)));
  const batch = await client.crm.associations.v4.batchApi.getPage('contacts', 'deals', { inputs: [{ id: contact }] });
  expect(batch.results.map(({ to, paging }) => [to.length, typeof paging?.next?.after])).toEqual([[500, 'string']]);
  const filters = [{ propertyName: 'associations.contact', operator: 'EQ', value: contact }];
  expect((await client.crm.deals.searchApi.doSearch({ filterGroups: [{ filters }] } as never)).total).toBe(1100);
});

describe('speed, with 40,000 contacts', () => {
  const best = async (work: () => Promise<unknown>): Promise<number> => {
    const times: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      const start = process.cpuUsage();
      await work();
      times.push(spentSince(start));
    }
    return Math.min(...times);
  };

  test('a search with filters, words and a sort takes well under 100 ms', async () => {
    loadMany(40_000);
    const request = {
      query: 'many l1',
      filterGroups: [
        {
          filters: [
            { propertyName: 'city', operator: 'EQ', value: 'ulm' },
            { propertyName: 'createdate', operator: 'GT', value: '2026-01-01T01:00:00Z' },
          ],
        },
      ],
      sorts: [{ propertyName: 'lastname', direction: 'DESCENDING' }],
      limit: 100,
    };
    const found = await client.crm.contacts.searchApi.doSearch(request as never);
    expect(found.total).toBeGreaterThan(4000);
    expect(await best(() => client.crm.contacts.searchApi.doSearch(request as never))).toBeLessThan(80);
  });

  test('a read by id takes a few milliseconds, and so does the page in the middle', async () => {
    loadMany(40_000);
    const page = await client.crm.contacts.basicApi.getPage(100, '220001000001');
    const id = page.results[50]?.id ?? '';
    expect(await best(() => client.crm.contacts.basicApi.getById(id))).toBeLessThan(10);
    expect(await best(() => client.crm.contacts.basicApi.getPage(100, '220001000001'))).toBeLessThan(20);
  });

  test('keeping and restoring the whole state takes less than 50 ms', async () => {
    loadMany(40_000);
    const total = sandbox.hubspot.count('contacts');
    const start = process.cpuUsage();
    const restore = sandbox.snapshot();
    const kept = spentSince(start);
    await client.crm.contacts.basicApi.create({ properties: { email: 'extra@example.com' }, associations: [] });
    const again = process.cpuUsage();
    restore();
    expect(spentSince(again) + kept).toBeLessThan(50);
    expect(sandbox.hubspot.count('contacts')).toBe(total);
  });
});
