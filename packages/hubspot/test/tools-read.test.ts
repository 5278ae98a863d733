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

describe('reading, through an MCP client', () => {
  test('list_object_types names standard and custom types, and finds by keyword', async () => {
    const all = await call('list_object_types', {});
    expect(column(all, 'name')).toEqual([
      'calls',
      'companies',
      'contacts',
      'deals',
      'emails',
      'machine_service_plan',
      'meetings',
      'notes',
      'tasks',
      'tickets',
    ]);
    expect(column(await call('list_object_types', { keyword: 'service' }), 'name')).toEqual(['machine_service_plan']);
  });

  test('describe_object is terse, marks what is required, read-only and unique, and caps options', async () => {
    const { fields } = await call<{ fields: string }>('describe_object', { object: 'deals' });
    expect(fields).toMatch(/(^| )dealname:\* /);
    expect(fields).toContain('deal_currency_code:enum(EUR|USD|GBP)');
    expect(fields).toContain('hs_lastmodifieddate:datetime!');
    expect(fields).toContain('hs_object_id:number!#');
    const found = await call<{ fields: string }>('describe_object', { object: 'contact', keyword: 'lifecycle' });
    expect(found.fields).toMatch(/^lifecyclestage:enum\(subscriber\|/);
  });

  test('find_records filters, sorts, searches for words and gives honest totals', async () => {
    const set = await call('find_records', {
      object: 'deals',
      filters: [
        { field: 'dealstage', operator: 'in', value: ['closedwon', 'closedlost'] },
        { field: 'amount', operator: '>', value: 100_000 },
      ],
      fields: ['dealname', 'amount', 'dealstage'],
      sort: '-amount',
      limit: 3,
    });
    expect(set.columns).toEqual(['hs_object_id', 'dealname', 'amount', 'dealstage']);
    const amounts = column(set, 'amount').map(Number);
    expect(amounts).toEqual(amounts.toSorted((a, b) => b - a));
    expect(set.total).toBeGreaterThan(3);
    expect(set.cursor).toBeDefined();
    const words = await call('find_records', { object: 'contacts', text: 'claire', fields: ['firstname'], limit: 5 });
    expect(new Set(column(words, 'firstname'))).toEqual(new Set(['Claire']));
  });

  test('a day in a filter is the day of the portal, all of it', async () => {
    portal.sandbox.hubspot.load('deals', [
      { properties: { dealname: 'Edge', closedate: '2026-03-09T23:30:00.000Z' } },
      { properties: { dealname: 'Edge', closedate: '2026-03-10T22:30:00.000Z' } },
      { properties: { dealname: 'Edge', closedate: '2026-03-10T23:30:00.000Z' } },
    ]);
    const days = async (operator: string) =>
      column(
        await call('find_records', {
          object: 'deals',
          filters: [
            { field: 'dealname', operator: '=', value: 'Edge' },
            { field: 'closedate', operator, value: '2026-03-10' },
          ],
          fields: ['closedate'],
        }),
        'closedate',
      );
    expect(await days('=')).toEqual(['2026-03-10T00:30:00+01:00', '2026-03-10T23:30:00+01:00']);
    expect(await days('<=')).toEqual(['2026-03-10T00:30:00+01:00', '2026-03-10T23:30:00+01:00']);
    expect(await days('>')).toEqual(['2026-03-11T00:30:00+01:00']);
    expect(await days('<')).toEqual([]);
  });

  test('get_record reads by id or unique property, with what is filled and the ids of associated records', async () => {
    const byMail = await call<RecordOf>('get_record', {
      object: 'contacts',
      id: known.email,
      id_property: 'email',
      associations: ['companies'],
    });
    expect(byMail.id).toBe(known.contact);
    expect(byMail.fields).toMatchObject({ firstname: 'Claire', 'companies.hs_object_id': known.company });
    expect(Object.values(byMail.fields)).not.toContain(null);
    expect(byMail.url).toBe(`https://app-eu1.hubspot.com/contacts/4242001/record/0-1/${known.contact}`);
    expect(await refusal('get_record', { object: 'contacts', id: 'Claire', id_property: 'firstname' })).toMatchObject({
      code: 'invalid_input',
    });
    expect(await refusal('get_record', { object: 'contacts', id: '404' })).toMatchObject({ code: 'not_found' });
  });

  test('get_records answers in the order that was asked, and says what is missing', async () => {
    const ids = [known.otherDeal, '404', known.deal];
    const set = await call('get_records', { object: 'deals', ids, fields: ['dealname'] });
    expect(column(set, 'hs_object_id')).toEqual([known.otherDeal, known.deal]);
    expect(set.notes).toEqual(['1 of 3 were not found.']);
  });

  test('get_contact tells owner, company, and how much is open', async () => {
    const contact = await call<RecordOf>('get_contact', { email: known.email });
    expect(contact.fields).toMatchObject({
      email: known.email,
      firstname: 'Claire',
      lastname: 'Hughes',
      phone: '+44 117 555 0161',
      lifecyclestage: 'customer',
      owner: 'Sofía Marín',
      'companies.name': 'Brightwater Dairy',
      open_deals: 2,
      open_tickets: 1,
    });
    expect(await refusal('get_contact', {})).toMatchObject({ code: 'invalid_input' });
    expect(await refusal('get_contact', { email: 'nobody@nowhere.example' })).toMatchObject({ code: 'not_found' });
  });

  test('list_deals names stages and pipelines as people do', async () => {
    const set = await call('list_deals', { object: 'contacts', id: known.contact });
    expect(set.columns).toEqual(['hs_object_id', 'dealname', 'amount', 'currency', 'stage', 'pipeline', 'closedate']);
    expect(column(set, 'stage')).toEqual(['Appointment Scheduled', 'Offer Sent']);
    expect(column(set, 'pipeline')).toEqual(['Sales Pipeline', 'Renewals']);
    expect(set.total).toBe(2);
    const ofCompany = await call('list_deals', { object: 'companies', id: known.company, limit: 1 });
    expect(ofCompany.rows).toHaveLength(1);
    expect(ofCompany.total).toBeGreaterThan(1);
  });

  test('list_associated_records tells the labels of associations', async () => {
    const set = await call('list_associated_records', { object: 'contacts', id: known.contact, to_object: 'companies', fields: ['name'] });
    expect(set).toMatchObject({
      object: 'companies',
      columns: ['hs_object_id', 'name', 'association'],
      rows: [[known.company, 'Brightwater Dairy', 'Primary']],
      total: 1,
    });
  });

  test('get_timeline is newest first, as text', async () => {
    const set = await call('get_timeline', { object: 'contacts', id: known.contact });
    const times = column(set, 'when').map((when) => Date.parse(String(when)));
    expect(times).toEqual(times.toSorted((a, b) => b - a));
    expect(set.total).toBe(set.rows.length);
    expect(column(set, 'body').join(' ')).not.toMatch(/<[a-z]+>/);
    const notes = await call('get_timeline', { object: 'contacts', id: known.contact, kinds: ['notes'] });
    expect(new Set(column(notes, 'kind'))).toEqual(new Set(notes.rows.length === 0 ? [] : ['notes']));
  });

  test('list_pipelines and list_owners give what writes need', async () => {
    const pipelines = await call('list_pipelines', { object: 'tickets', limit: 100 });
    expect(column(pipelines, 'stage')).toContain('Waiting on contact');
    const owners = await call('list_owners', { keyword: 'sof' });
    expect(owners.rows).toEqual([['76000171', 'Sofía Marín', 'sofia@causeway.example']]);
  });

  test('summarize_pipeline adds up by stage, owner and month', async () => {
    const byStage = await call('summarize_pipeline', {});
    const open = await call('find_records', {
      object: 'deals',
      filters: [{ field: 'hs_is_closed', operator: '!=', value: true }],
      limit: 1,
    });
    expect(column(byStage, 'deals').reduce((sum: number, count) => sum + Number(count), 0)).toBe(open.total);
    expect(column(byStage, 'stage')).not.toContain('Closed Won');
    const row = byStage.rows.find(([, stage]) => stage === 'Contract Sent') ?? [];
    expect(row[4]).toBeCloseTo(Number(row[3]) * 0.9, 2);
    expect((await call('summarize_pipeline', { group_by: 'owner', pipeline: 'renewals' })).columns).toEqual([
      'owner',
      'deals',
      'amount',
      'weighted_amount',
    ]);
    const months = await call('summarize_pipeline', { group_by: 'month', closes_from: '2026-11-01', closes_to: '2026-12-31' });
    expect(column(months, 'month')).toEqual(['2026-11', '2026-12']);
    expect(await refusal('summarize_pipeline', { pipeline: 'nonsense' })).toMatchObject({
      code: 'invalid_input',
      text: expect.stringContaining('Renewals'),
    });
  });

  test('get_account_info tells portal, zone, currency, scopes and use', async () => {
    const { id, fields } = await call<RecordOf>('get_account_info');
    expect(id).toBe('4242001');
    expect(fields).toMatchObject({ time_zone: 'Europe/Berlin', currency: 'EUR' });
    expect(String(fields['scopes'])).toContain('crm.objects.deals.write');
    expect(Number(fields['calls_today'])).toBeGreaterThan(0);
  });

  test('a custom object with underscores in its name works in every generic tool, by any of its names', async () => {
    for (const object of ['machine_service_plan', 'p4242001_machine_service_plan', '2-4242001']) {
      expect((await call<{ object: string }>('describe_object', { object })).object).toBe('machine_service_plan');
      const found = await call('find_records', { object, limit: 1 });
      expect(found.object).toBe('machine_service_plan');
      const id = String(found.rows[0]?.[0]);
      expect((await call<RecordOf>('get_record', { object, id, associations: ['companies'] })).id).toBe(id);
      expect((await call('get_records', { object, ids: [id] })).rows).toHaveLength(1);
      expect((await call('list_associated_records', { object, id, to_object: 'companies' })).object).toBe('companies');
      expect((await call('get_timeline', { object, id })).object).toBe('machine_service_plan');
      const made = await call<RecordOf>('create_record', { object, values: { plan_name: 'Made' } });
      await call('update_record', { object, id: made.id, values: { plan_name: 'Changed' } });
      await call('associate_records', { object, id: made.id, to_object: 'companies', to_id: known.company });
      const back = await call('list_associated_records', {
        object: 'companies',
        id: known.company,
        to_object: object,
        fields: ['plan_name'],
        limit: 100,
      });
      expect(column(back, 'plan_name')).toContain('Changed');
      await call('dissociate_records', { object, id: made.id, to_object: 'companies', to_id: known.company });
      const { succeeded, failed } = await call<Batch>('create_records', { object, records: [{ plan_name: 'A' }, { plan_name: 'B' }] });
      expect(failed).toEqual([]);
      const records = succeeded.rows.map(([, one]) => ({ id: String(one), values: { plan_name: 'C' } }));
      expect((await call<Batch>('update_records', { object, records })).failed).toEqual([]);
      await call('archive_record', { object, id: made.id });
    }
  });
});

test('every tool that reads was called', async () => {
  const { tools } = await portal.client.listTools();
  const own = tools.filter(({ name, annotations }) => name.startsWith('full_') && annotations?.readOnlyHint === true);
  expect(own.map(({ name }) => name).filter((name) => !portal.called.has(name))).toEqual([]);
});
