import { rowFilters, type Middleware, type RecordOf, type RowFilter } from '@causeway/core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { allPages, benchOf, columnOf, connect, useSandbox } from './harness.ts';
import { known } from './samples.ts';

const sandbox = useSandbox();
let restore = () => {};
beforeEach(() => {
  restore = sandbox().snapshot();
});
afterEach(() => restore());

const acknowledged: string[] = [];
afterEach(() => void acknowledged.splice(0));

/** A policy that lets records through only within these filters. */
function within(...filters: readonly RowFilter[]): Middleware {
  return async (call, next) => {
    const context = call.context.with(rowFilters, filters);
    try {
      return await next({ ...call, context });
    } finally {
      acknowledged.push(...context.trail.log.restricted);
    }
  };
}

const mine: RowFilter = { object: 'deals', field: 'hubspot_owner_id', operator: '=', value: '76000171' };
const bench = (...filters: readonly RowFilter[]) => benchOf(connect(sandbox()), [within(...filters)]);

/** Ids of deals of an owner, and of others. */
async function deals(): Promise<{ readonly own: readonly string[]; readonly others: readonly string[] }> {
  const pages = await allPages(benchOf(connect(sandbox())), 'find_records', { object: 'deals', fields: ['hubspot_owner_id'], limit: 100 });
  const rows = pages.flatMap((page) => page.rows);
  const ids = (own: boolean) => rows.filter(([, owner]) => (owner === '76000171') === own).map(([id]) => String(id));
  return { own: ids(true), others: ids(false) };
}

describe('reads within a row filter', () => {
  test('a search, whatever it asks for', async () => {
    const { own } = await deals();
    const pages = await allPages(bench(mine), 'find_records', { object: 'deals', fields: ['dealname'], limit: 20 });
    expect(new Set(columnOf(pages, 'hs_object_id'))).toEqual(new Set(own));
    expect(pages[0]?.total).toBe(own.length);
    const other = await bench(mine).call('find_records', {
      object: 'deals',
      filters: [{ field: 'hubspot_owner_id', operator: '!=', value: '76000171' }],
    });
    expect(other.rows).toEqual([]);
    expect(new Set(acknowledged)).toEqual(new Set(['deals']));
  });

  test('records by id: one outside is not there', async () => {
    const { own, others } = await deals();
    expect((await bench(mine).call('get_records', { object: 'deals', ids: [own[0], others[0]] })).rows).toHaveLength(1);
    expect(await bench(mine).fail('get_record', { object: 'deals', id: others[0] })).toMatchObject({ code: 'not_found' });
    expect((await bench(mine).call<RecordOf>('get_record', { object: 'deals', id: own[0], fields: ['dealname'] })).id).toBe(own[0]);
    expect(acknowledged).toEqual(['deals', 'deals', 'deals']);
  });

  test('what hangs on a record that is outside', async () => {
    const { others } = await deals();
    for (const [tool, input] of [
      ['list_associated_records', { to_object: 'contacts' }],
      ['get_timeline', {}],
    ] as const)
      expect(await bench(mine).fail(tool, { object: 'deals', id: others[0], ...input })).toMatchObject({ code: 'not_found' });
  });

  test('deals of a contact, counts, sums and ids of associated records', async () => {
    const none: RowFilter = { object: 'deals', field: 'hubspot_owner_id', operator: '=', value: '1' };
    expect((await bench(mine).call('list_deals', { object: 'contacts', id: known.contact })).total).toBe(2);
    expect(await bench(none).call('list_deals', { object: 'contacts', id: known.contact })).toMatchObject({ rows: [], total: 0 });
    expect((await bench(none).call<RecordOf>('get_contact', { id: known.contact })).fields['open_deals']).toBe(0);
    expect((await bench(none).call('summarize_pipeline')).rows).toEqual([]);
    const { fields } = await bench(none).call<RecordOf>('get_record', {
      object: 'contacts',
      id: known.contact,
      fields: ['email'],
      associations: ['deals'],
    });
    expect(fields['deals.hs_object_id']).toBe('');
  });

  test('lists, exclusions and emptiness', async () => {
    const stages: RowFilter = { object: 'deals', field: 'dealstage', operator: 'in', value: ['closedwon', 'closedlost'] };
    const open: RowFilter = { object: 'deals', field: 'dealstage', operator: '!=', value: 'closedwon' };
    const empty: RowFilter = { object: 'deals', field: 'hs_next_step', operator: '=', value: null };
    const seen = async (filter: RowFilter, field: string) =>
      new Set(columnOf(await allPages(bench(filter), 'find_records', { object: 'deals', fields: [field], limit: 100 }), field));
    expect(await seen(stages, 'dealstage')).toEqual(new Set(['closedwon', 'closedlost']));
    expect([...(await seen(open, 'dealstage'))]).not.toContain('closedwon');
    expect(await seen(empty, 'hs_next_step')).toEqual(new Set([null]));
  });

  test('a filter by a property that the token cannot read lets nothing through', async () => {
    const blind: RowFilter = { object: 'contacts', field: 'no_such_property', operator: '=', value: 'x' };
    for (const [tool, input] of [
      ['find_records', { object: 'contacts' }],
      ['get_record', { object: 'contacts', id: known.contact }],
      ['get_contact', { id: known.contact }],
      ['get_timeline', { object: 'contacts', id: known.contact }],
    ] as const)
      expect(await bench(blind).fail(tool, input)).toMatchObject({ code: 'permission_denied' });
    expect(acknowledged).toEqual([]);
  });

  test('what shows no record is not withheld, and is judged by the one name of a type', async () => {
    for (const tool of ['describe_object', 'list_pipelines'])
      for (const object of ['deals', 'deal', '0-3']) {
        acknowledged.splice(0);
        const seen: string[] = [];
        const look: Middleware = (call, next) => {
          seen.push(...call.access.map((one) => one.object));
          return next(call);
        };
        await benchOf(connect(sandbox()), [within(mine), look]).call(tool, { object });
        expect(acknowledged).toEqual(['deals']);
        expect(seen).toContain('deals');
        expect(seen).not.toContain(object === 'deals' ? '' : object);
      }
  });

  test('a property that the operator hides still restricts', async () => {
    const hidden = benchOf(connect(sandbox(), { fields: { deny: ['deals.hubspot_owner_id'] } }), [within(mine)]);
    const { own } = await deals();
    expect((await hidden.call('find_records', { object: 'deals', limit: 1 })).total).toBe(own.length);
    expect(await hidden.fail('find_records', { object: 'deals', fields: ['hubspot_owner_id'] })).toMatchObject({ code: 'invalid_input' });
  });
});

describe('writes within a row filter', () => {
  test('a record outside cannot be changed, archived, associated or moved', async () => {
    const { others } = await deals();
    const [id] = others;
    sandbox().clearRequests();
    for (const [tool, input] of [
      ['update_record', { object: 'deals', id, values: { amount: 1 } }],
      ['update_records', { object: 'deals', records: [{ id, values: { amount: 1 } }] }],
      ['archive_record', { object: 'deals', id }],
      ['move_deal', { id, stage: 'contractsent' }],
      ['associate_records', { object: 'deals', id, to_object: 'contacts', to_id: known.contact }],
      ['dissociate_records', { object: 'contacts', id: known.contact, to_object: 'deals', to_id: id }],
      ['log_engagement', { kind: 'note', body: 'x', records: [{ object: 'deals', id }] }],
    ] as const)
      expect(await bench(mine).fail(tool, input)).toMatchObject({ code: 'not_found' });
    expect(sandbox().requests.filter(({ method, url }) => method !== 'GET' && !/(search|batch\/read)$/.test(url))).toEqual([]);
  });

  test('no record is made or moved outside', async () => {
    const { own } = await deals();
    const values = { dealname: 'New', dealstage: 'qualifiedtobuy', pipeline: 'default' };
    expect(await bench(mine).fail('create_record', { object: 'deals', values })).toMatchObject({
      code: 'permission_denied',
      fields: ['hubspot_owner_id'],
    });
    expect(
      await bench(mine).fail('create_records', { object: 'deals', records: [{ ...values, hubspot_owner_id: '76000101' }] }),
    ).toMatchObject({ code: 'permission_denied' });
    expect(
      await bench(mine).fail('update_record', { object: 'deals', id: own[0], values: { hubspot_owner_id: '76000101' } }),
    ).toMatchObject({ code: 'permission_denied' });
    await bench(mine).call('create_record', { object: 'deals', values: { ...values, hubspot_owner_id: '76000171' } });
    await bench(mine).call('update_record', { object: 'deals', id: own[0], values: { amount: 1 } });
  });

  test('previews are held to it as well, and say so', async () => {
    const { own, others } = await deals();
    const looking: Middleware = async (call, next) => (call.via === 'preview' ? next(call) : call.preview?.());
    const look = async (tool: string, input: object) => {
      acknowledged.splice(0);
      const result = await benchOf(connect(sandbox()), [within(mine), looking]).toolkit.call({ name: `hubspot_${tool}`, arguments: input });
      return { code: result.kind === 'failed' ? result.error.code : result.kind, acknowledged: new Set(acknowledged) };
    };
    const values = { dealname: 'New', dealstage: 'qualifiedtobuy', pipeline: 'default' };
    const said = new Set(['deals']);
    for (const [tool, inside, outside] of [
      ['create_record', { object: 'deals', values: { ...values, hubspot_owner_id: '76000171' } }, { object: 'deals', values }],
      ['update_record', { object: 'deals', id: own[0], values: { amount: 1 } }, { object: 'deals', id: others[0], values: { amount: 1 } }],
      ['archive_record', { object: 'deals', id: own[0] }, { object: 'deals', id: others[0] }],
    ] as const) {
      const good = await look(tool, inside);
      expect(good.acknowledged).toEqual(said);
      expect(good.code).not.toMatch(/not_found|permission_denied/);
      expect((await look(tool, outside)).code).toMatch(/not_found|permission_denied/);
    }
  });

  test('an upsert changes only what is within', async () => {
    const owner: RowFilter = { object: 'contacts', field: 'hubspot_owner_id', operator: '=', value: '1' };
    const input = { object: 'contacts', id_property: 'email', id: known.email, values: { firstname: 'X' } };
    expect(await bench(owner).fail('upsert_record', input)).toMatchObject({ code: 'not_found' });
    expect(await bench(owner).fail('upsert_record', { ...input, id: 'other@example.com' })).toMatchObject({ code: 'permission_denied' });
  });
});
