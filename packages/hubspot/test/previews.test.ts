import { afterEach, describe, expect, test } from 'vitest';
import type { Change, Middleware } from '@causeway/core';
import { benchOf, connect, useSandbox } from './harness.ts';
import { known, samples } from './samples.ts';

const sandbox = useSandbox();
afterEach(() => sandbox().reset());

/** The changes that a call would make, without making them. */
async function preview(tool: string, input: object): Promise<readonly Change[]> {
  let changes: readonly Change[] = [];
  const stop: Middleware = async (call, next) => {
    if (call.via === 'preview') return next(call);
    changes = (await call.preview?.()) ?? [];
    throw new Error('seen');
  };
  await benchOf(connect(sandbox()), [stop]).fail(tool, input);
  return changes;
}

describe('a preview', () => {
  test('of a change names what is there and what will be, as people call it, and which record it is', async () => {
    const values = { dealstage: 'closedwon', hubspot_owner_id: '76000101', amount: 5 };
    expect(await preview('update_record', { object: 'deals', id: known.deal, values })).toEqual([
      {
        object: 'deals',
        id: known.deal,
        field: 'dealname',
        before: expect.stringContaining('Heron'),
        after: expect.stringContaining('Heron'),
      },
      {
        object: 'deals',
        id: known.deal,
        field: 'dealstage',
        before: 'Appointment Scheduled (appointmentscheduled)',
        after: 'Closed Won (closedwon)',
      },
      {
        object: 'deals',
        id: known.deal,
        field: 'hubspot_owner_id',
        before: expect.stringMatching(/^\D+ \(\d+\)$/),
        after: 'Ada Lindqvist (76000101)',
      },
      { object: 'deals', id: known.deal, field: 'amount', before: 164_550, after: 5 },
    ]);
  });

  test('of a new record tells values as they are, for a policy to compare, and what they are called beside them', async () => {
    const values = { dealname: 'New', dealstage: 'closedwon', hubspot_owner_id: '76000101', amount: 5 };
    expect(await preview('create_record', { object: 'deals', values })).toEqual(
      [
        ['dealname', 'New'],
        ['dealstage', 'closedwon'],
        ['dealstage.name', 'Closed Won (closedwon)'],
        ['hubspot_owner_id', '76000101'],
        ['hubspot_owner_id.name', 'Ada Lindqvist (76000101)'],
        ['amount', 5],
      ].map(([field, after]) => ({ object: 'deals', field, after })),
    );
  });

  test('of a move resolves the stage', async () => {
    const changes = await preview('move_deal', { id: known.deal, stage: 'contract sent' });
    expect(changes.at(-1)).toMatchObject({ field: 'dealstage', after: 'Contract Sent (contractsent)' });
  });

  test('of an upsert tells a new record from a change', async () => {
    const input = { object: 'contacts', id_property: 'email', values: { firstname: 'Up' } };
    expect(await preview('upsert_record', { ...input, id: 'new@example.com' })).toEqual([
      { object: 'contacts', field: 'email', after: 'new@example.com' },
      { object: 'contacts', field: 'firstname', after: 'Up' },
    ]);
    expect((await preview('upsert_record', { ...input, id: known.email })).at(-1)).toMatchObject({
      id: known.contact,
      before: 'Claire',
      after: 'Up',
    });
  });

  test('of an association tells the labels before and after', async () => {
    const pair = { object: 'contacts', id: known.contact, to_object: 'companies', to_id: known.company };
    const field = { object: 'contacts', id: known.contact, field: 'associations' };
    const name = `companies ${known.company}: associated; Primary`;
    expect(await preview('associate_records', { ...pair, label: 'Billing contact' })).toEqual([
      { ...field, before: name, after: `${name}; Billing contact` },
    ]);
    expect(await preview('dissociate_records', pair)).toEqual([{ ...field, before: name, after: null }]);
  });

  test('of what is not there fails as the write would', async () => {
    const bench = benchOf(connect(sandbox()), [async (call, next) => (call.via === 'preview' ? next(call) : call.preview?.())]);
    expect((await bench.fail('update_record', { object: 'deals', id: '404', values: { amount: 1 } })).code).toBe('not_found');
    expect((await bench.fail('archive_record', { object: 'deals', id: '404' })).code).toBe('not_found');
  });

  test('of every write sends reads alone', async () => {
    const writes = connect(sandbox()).tools.filter(({ effect }) => effect !== 'read');
    sandbox().clearRequests();
    for (const { name } of writes) {
      const [input] = [samples[name] ?? {}].flat();
      expect([name, (await preview(name, input ?? {})).length > 0]).toEqual([name, true]);
    }
    expect(sandbox().requests.filter(({ method, url }) => method !== 'GET' && !/\/(search|batch\/read)$/.test(url))).toEqual([]);
  });
});
