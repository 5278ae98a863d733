import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RecordOf } from '@causeway/core';
import { column, startPortal, type Served } from './portal.ts';
import { known, samples } from './samples.ts';

let portal: Served;
beforeAll(async () => {
  portal = await startPortal();
});
afterAll(() => portal.close());

/** Which scopes an error must name, by tool; undefined where the tool answers with what it may see. */
const missing: Readonly<Record<string, string | undefined>> = {
  list_object_types: 'custom-object-read|crm.(schemas|objects).custom.read',
  describe_object: 'crm.(schemas|objects).custom.read',
  find_records: undefined,
  get_record: undefined,
  get_records: undefined,
  get_contact: undefined,
  list_deals: 'crm.objects.deals.read',
  list_associated_records: 'crm.objects.deals.read',
  get_timeline: undefined,
  list_pipelines: 'crm.objects.deals.read',
  list_owners: 'crm.objects.owners.read',
  summarize_pipeline: 'crm.objects.deals.read',
  get_account_info: undefined,
  create_record: 'crm.objects.contacts.write',
  update_record: 'crm.objects.deals.read',
  upsert_record: 'crm.objects.contacts.write',
  archive_record: 'crm.objects.deals.read',
  create_records: 'crm.objects.companies.write',
  update_records: 'crm.objects.deals.read',
  associate_records: 'crm.objects.(contacts|companies).write',
  dissociate_records: 'crm.objects.(contacts|companies).write',
  log_engagement: 'crm.objects.contacts.write',
  create_ticket: 'tickets',
  move_deal: 'crm.objects.deals.read',
};

describe('with the scopes to read contacts and companies alone', () => {
  test.each(Object.entries(missing))('%s', async (tool, scopes) => {
    const [input] = [samples[tool] ?? {}].flat() as readonly Record<string, unknown>[];
    const given = tool === 'get_record' ? { object: 'contacts', id: known.contact } : input;
    if (scopes === undefined) {
      await portal.call(`few_${tool}`, given);
      return;
    }
    const { code, text } = await portal.refusal(`few_${tool}`, given);
    expect(code).toBe('permission_denied');
    expect(text).toMatch(new RegExp(scopes));
  });

  test('every tool is in the table', async () => {
    const { tools } = await portal.client.listTools();
    const few = tools.map(({ name }) => name).filter((name) => name.startsWith('few_'));
    expect(new Set(few.map((name) => name.slice(4)))).toEqual(new Set(Object.keys(missing)));
  });

  test('get_contact answers with what it may see, and says what is missing', async () => {
    const { fields, notes } = await portal.call<RecordOf>('few_get_contact', { email: known.email });
    expect(fields).toMatchObject({ firstname: 'Claire', 'companies.name': 'Brightwater Dairy' });
    expect(Object.keys(fields)).not.toContain('open_deals');
    expect(notes?.join(' ')).toMatch(/open_deals is missing.*scope/s);
    expect(notes?.join(' ')).toContain('open_tickets is missing');
  });

  test('get_timeline names the activities that it may not see', async () => {
    const { notes, columns } = await portal.call('few_get_timeline', { object: 'contacts', id: known.contact });
    expect(columns).toContain('when');
    expect(notes?.join(' ')).toMatch(/emails are missing\. .*sales-email-read/);
  });

  test('list_object_types tells the types that need no scope of their own', async () => {
    const { text } = await portal.refusal('few_list_object_types', {});
    expect(text).toContain('contacts, companies, deals, tickets');
  });

  test('get_account_info tells the scopes there are', async () => {
    const { fields } = await portal.call<RecordOf>('few_get_account_info');
    expect(fields['scopes']).toBe('oauth; crm.objects.contacts.read; crm.objects.companies.read');
  });

  test('hidden records of other types stay hidden', async () => {
    const { rows } = await portal.call('few_find_records', { object: 'contacts', fields: ['email'], limit: 1 });
    expect(rows).toHaveLength(1);
    expect(
      column(await portal.call('few_list_associated_records', { object: 'contacts', id: known.contact, to_object: 'companies' }), 'name'),
    ).toEqual(['Brightwater Dairy']);
  });
});
