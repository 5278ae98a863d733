import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Batch, RecordOf, RecordSet } from '@causeway/core';
import { column, startPortal, type Served } from './portal.ts';
import { known } from './samples.ts';

let portal: Served;
beforeAll(async () => {
  portal = await startPortal();
});
afterAll(() => portal.close());
beforeEach(() => portal.restore());

const call = <T = RecordSet>(tool: string, input?: Record<string, unknown>): Promise<T> => portal.call<T>(`full_${tool}`, input);
const refusal = (tool: string, input?: Record<string, unknown>) => portal.refusal(`full_${tool}`, input);

describe('writing, through an MCP client', () => {
  const fieldsOf = async (object: string, id: string, fields: readonly string[]) =>
    (await call<RecordOf>('get_record', { object, id, fields })).fields;

  test('create_record and update_record take labels of options, days and lists; null clears', async () => {
    const made = await call<RecordOf>('create_record', {
      object: 'tickets',
      values: { subject: 'T', hs_pipeline_stage: '1', hs_ticket_priority: 'High', hs_ticket_category: ['Product issue', 'TRAINING'] },
    });
    expect(made.fields).toMatchObject({ hs_ticket_priority: 'HIGH', hs_ticket_category: 'PRODUCT_ISSUE;TRAINING' });
    await call('update_record', { object: 'tickets', id: made.id, values: { hs_ticket_priority: null, closed_date: '2026-12-24' } });
    expect(await fieldsOf('tickets', made.id, ['hs_ticket_priority', 'closed_date'])).toMatchObject({
      hs_ticket_priority: null,
      closed_date: '2026-12-24T00:00:00+01:00',
    });
  });

  test('values that cannot be are refused before anything is sent, naming the property', async () => {
    portal.sandbox.clearRequests();
    for (const [values, text] of [
      [{ amount: 'much' }, 'amount needs a number'],
      [{ closedate: 'tomorrow' }, 'closedate needs a time with offset'],
      [{ hs_is_closed: true }, 'hs_is_closed cannot be written'],
      [{ no_such: 1 }, 'no property "no_such"'],
      [{ deal_currency_code: 'XXX' }, 'deal_currency_code needs one of EUR, USD, GBP'],
    ] as const)
      expect(await refusal('update_record', { object: 'deals', id: known.deal, values })).toMatchObject({
        code: 'invalid_input',
        text: expect.stringContaining(text),
      });
    expect(portal.sandbox.requests.filter(({ method }) => method === 'PATCH')).toEqual([]);
  });

  test('upsert_record creates once and then updates', async () => {
    const input = { object: 'contacts', id_property: 'email', id: 'twice@example.com', values: { firstname: 'Twice' } };
    const first = await call<RecordOf>('upsert_record', input);
    const second = await call<RecordOf>('upsert_record', input);
    expect([first.notes, second.notes]).toEqual([['Created.'], ['Updated.']]);
    expect(second.id).toBe(first.id);
  });

  test('create_records and update_records tell partial failure in the order of the input', async () => {
    const made = await call<Batch>('create_records', {
      object: 'contacts',
      records: [{ email: 'a@example.com' }, { email: known.email }, { email: 'c@example.com' }],
    });
    expect(made.succeeded.rows.map(([index]) => index)).toEqual([0, 2]);
    expect(made.failed).toEqual([
      { index: 1, code: 'conflict', message: `Contact already exists. Existing ID: ${known.contact}`, retryable: false },
    ]);
    const changed = await call<Batch>('update_records', {
      object: 'deals',
      records: [known.deal, '404', known.otherDeal].map((id) => ({ id, values: { hs_next_step: 'Call' } })),
    });
    expect(changed.succeeded.rows).toEqual([
      [0, known.deal],
      [2, known.otherDeal],
    ]);
    expect(changed.failed).toMatchObject([{ index: 1, code: 'not_found' }]);
  });

  test('associate_records and dissociate_records work with labels', async () => {
    const pair = { object: 'contacts', id: known.contact, to_object: 'companies', to_id: known.company };
    const labels = async () =>
      column(await call('list_associated_records', { ...pair, to_id: undefined, fields: ['name'] }), 'association');
    await call('associate_records', { ...pair, label: 'billing contact' });
    expect(await labels()).toEqual(['Primary; Billing contact']);
    await call('dissociate_records', { ...pair, label: 'Billing contact' });
    expect(await labels()).toEqual(['Primary']);
    await call('dissociate_records', pair);
    expect(await labels()).toEqual([]);
    expect(await refusal('associate_records', { ...pair, label: 'nonsense' })).toMatchObject({
      code: 'invalid_input',
      text: expect.stringContaining('Billing contact'),
    });
  });

  test('log_engagement adds every kind to several records at once', async () => {
    const records = [
      { object: 'contacts', id: known.contact },
      { object: 'deals', id: known.deal },
    ];
    for (const kind of ['note', 'task', 'call', 'meeting', 'email'])
      await call('log_engagement', { kind, subject: `A ${kind}`, body: 'Text', when: '2027-01-01T09:00:00+01:00', records });
    for (const { object, id } of records) {
      const { rows, columns } = await call('get_timeline', { object, id, limit: 5 });
      expect(new Set(rows.map((row) => row[columns.indexOf('kind')]))).toEqual(new Set(['calls', 'emails', 'meetings', 'notes', 'tasks']));
    }
  });

  test('create_ticket opens a ticket in the first open stage, associated', async () => {
    const ticket = await call<RecordOf>('create_ticket', {
      subject: 'Belt',
      content: 'It stops.',
      contact_id: known.contact,
      company_id: known.company,
    });
    expect(ticket.fields).toMatchObject({ subject: 'Belt', hs_pipeline_stage: '1' });
    const of = await call('list_associated_records', { object: 'tickets', id: ticket.id, to_object: 'contacts' });
    expect(column(of, 'hs_object_id')).toEqual([known.contact]);
  });

  test('move_deal knows stages by their label', async () => {
    const moved = await call<RecordOf>('move_deal', { id: known.deal, stage: 'contract sent' });
    expect(moved.fields).toEqual({ stage: 'Contract Sent', pipeline: 'Sales Pipeline' });
    expect(await fieldsOf('deals', known.deal, ['dealstage', 'pipeline'])).toMatchObject({
      dealstage: 'contractsent',
      pipeline: 'default',
    });
    expect(await refusal('move_deal', { id: known.deal, stage: 'Nowhere' })).toMatchObject({
      code: 'invalid_input',
      text: expect.stringContaining('Contract Sent'),
    });
  });

  test('archive_record archives what is there, and only that', async () => {
    await call('archive_record', { object: 'deals', id: known.deal });
    expect(await refusal('get_record', { object: 'deals', id: known.deal })).toMatchObject({ code: 'not_found' });
    expect(await refusal('archive_record', { object: 'deals', id: known.deal })).toMatchObject({ code: 'not_found' });
  });
});

test('every tool that writes was called', async () => {
  const { tools } = await portal.client.listTools();
  const own = tools.filter(({ name, annotations }) => name.startsWith('full_') && annotations?.readOnlyHint === false);
  expect(own.map(({ name }) => name).filter((name) => !portal.called.has(name))).toEqual([]);
});
