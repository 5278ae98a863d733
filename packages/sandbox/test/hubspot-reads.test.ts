import { describe, expect, test } from 'vitest';
import { first, refusal, testPortal } from './support/hubspot.ts';

const { client, send, sandbox } = await testPortal();
const contacts = client.crm.contacts;

async function newContact(properties: Record<string, string> = { email: 'Nora.New@Example.com', firstname: 'Nora' }) {
  return contacts.basicApi.create({ properties, associations: [] });
}

describe('reading one record', () => {
  test('a contact read by id shows the default properties, sorted by name', async () => {
    const one = first((await contacts.basicApi.getPage(1)).results);
    const contact = await contacts.basicApi.getById(one.id);
    expect(Object.keys(contact.properties)).toEqual(['createdate', 'email', 'firstname', 'hs_object_id', 'lastmodifieddate', 'lastname']);
    expect(contact.properties).toMatchObject({ email: 'claire.hughes@brightwaterdairy.example', firstname: 'Claire', lastname: 'Hughes' });
    expect(contact.createdAt).toBeInstanceOf(Date);
    expect(contact.archived).toBe(false);
  });

  test('named properties come with the system ones; unset is null, undefined is left out', async () => {
    const { id } = await newContact();
    const { properties } = await contacts.basicApi.getById(id, ['phone', 'firstname', 'no_such_property']);
    expect(Object.keys(properties)).toEqual(['createdate', 'firstname', 'hs_object_id', 'lastmodifieddate', 'phone']);
    expect(properties).toMatchObject({ firstname: 'Nora', phone: null });
  });

  test('a comma list of properties reads like repeated keys', async () => {
    const { id } = await newContact();
    const answer = await send('GET', `/crm/v3/objects/contacts/${id}?properties=phone,firstname`);
    expect(Object.keys((answer.body as unknown as { properties: object }).properties)).toEqual([
      'createdate',
      'firstname',
      'hs_object_id',
      'lastmodifieddate',
      'phone',
    ]);
  });

  test('so does the list that apiRequest makes of an array', async () => {
    const { id } = await newContact();
    const answer = await client.apiRequest({ path: `/crm/v3/objects/contacts/${id}`, qs: { properties: ['phone', 'city'] } });
    expect(await answer.json()).toMatchObject({ properties: { phone: null, city: null } });
  });

  test('a record can be read by e-mail, whatever its case', async () => {
    const { id } = await newContact();
    expect((await contacts.basicApi.getById('nora.NEW@example.com', [], [], [], false, 'email')).id).toBe(id);
  });

  test('a property without unique values cannot stand for the id', async () => {
    expect((await refusal(contacts.basicApi.getById('Nora', [], [], [], false, 'firstname'))).code).toBe(400);
  });

  test('the wire carries the address of the record in the app', async () => {
    const { id } = await newContact();
    expect((await send('GET', `/crm/v3/objects/contacts/${id}`)).body).toMatchObject({
      url: `https://app.hubspot.com/contacts/4242001/record/0-1/${id}`,
    });
  });

  test.each(['contacts', 'contact', '0-1', 'CONTACTS'])('%s names the contacts', async (name) => {
    expect((await client.crm.objects.basicApi.getPage(name, 1)).results[0]?.properties['email']).toBe(
      'claire.hughes@brightwaterdairy.example',
    );
  });

  test.each(['machine_service_plan', 'p4242001_machine_service_plan', '2-4242001'])('%s names the custom object', async (name) => {
    const plan = first((await client.crm.objects.basicApi.getPage(name, 1, undefined, ['plan_name'])).results);
    expect(plan.properties['plan_name']).toEqual(expect.stringContaining(' '));
    expect(Object.keys(plan.properties)).toEqual(['hs_createdate', 'hs_lastmodifieddate', 'hs_object_id', 'plan_name']);
  });

  test('inline associations carry one entry for each kind of link, in v3 words', async () => {
    const deal = first((await client.crm.deals.basicApi.getPage(1, undefined, undefined, undefined, ['companies', 'contacts'])).results);
    const company = deal.associations?.['companies']?.results ?? [];
    expect(company.map(({ type }) => type).sort()).toEqual(['deal_to_company', 'deal_to_company_unlabeled']);
    expect(new Set(company.map(({ id }) => id)).size).toBe(1);
    expect(deal.associations?.['contacts']?.results.map(({ type }) => type)).toContain('deal_to_contact');
  });

  test('inline links to custom objects go by their full name', async () => {
    const plan = first(
      (await client.crm.objects.basicApi.getPage('machine_service_plan', 1, undefined, undefined, undefined, ['companies'])).results,
    );
    const company = plan.associations?.['companies']?.results[0]?.id ?? '';
    const { associations } = await client.crm.companies.basicApi.getById(company, undefined, undefined, ['machine_service_plan']);
    expect(associations?.['p4242001_machine_service_plan']?.results.map(({ id }) => id)).toContain(plan.id);
  });

  test('the history of a property goes back to its first value, newest first', async () => {
    const { id } = await newContact();
    sandbox.clock.advance(60_000);
    await contacts.basicApi.update(id, { properties: { firstname: 'Eleonora' } });
    const { propertiesWithHistory } = await contacts.basicApi.getById(id, undefined, ['firstname']);
    expect(propertiesWithHistory?.['firstname']?.map(({ value }) => value)).toEqual(['Eleonora', 'Nora']);
  });
});

describe('pages', () => {
  test('the cursor is the last id and one, and the link repeats the query', async () => {
    const answer = (await send('GET', '/crm/v3/objects/contacts?properties=email,firstname&limit=2')).body as unknown as {
      results: { id: string }[];
      paging: { next: { after: string; link: string } };
    };
    const after = String(Number(answer.results[1]?.id) + 1);
    expect(answer.paging.next.after).toBe(after);
    expect(answer.paging.next.link).toMatch(
      new RegExp(`^http://127.0.0.1:\\d+/crm/v3/objects/contacts\\?properties=email%2Cfirstname&limit=2&after=${after}$`),
    );
  });

  test('pages of 100 hold every contact once', async () => {
    const ids: string[] = [];
    let after: string | undefined;
    do {
      const page = await contacts.basicApi.getPage(100, after);
      ids.push(...page.results.map(({ id }) => id));
      after = page.paging?.next?.after;
    } while (after);
    expect(new Set(ids).size).toBe(sandbox.hubspot.count('contacts'));
    expect(ids.length).toBe(sandbox.hubspot.count('contacts'));
  });

  test('ten records unless asked otherwise, and never more than a hundred', async () => {
    expect((await contacts.basicApi.getPage()).results).toHaveLength(10);
    expect((await refusal(contacts.basicApi.getPage(101))).body.category).toBe('VALIDATION_ERROR');
  });

  test('the client reads all records of a type', async () => {
    expect(await client.crm.companies.getAll()).toHaveLength(sandbox.hubspot.count('companies'));
  });
});
