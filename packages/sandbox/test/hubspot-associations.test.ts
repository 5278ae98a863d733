import { describe, expect, test } from 'vitest';
import { first, refusal, testPortal } from './support/hubspot.ts';

const { client, send, sandbox } = await testPortal();
const v4 = client.crm.associations.v4;
const plain = { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 279 };
const primary = { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 1 };
const billing = { associationCategory: 'USER_DEFINED', associationTypeId: 41 };

/** A contact and two companies without links. */
function strangers(): { readonly contact: string; readonly a: string; readonly b: string } {
  const [contact = ''] = sandbox.hubspot.load('contacts', [{ properties: { email: 'lone@example.com' } }]);
  const [a = '', b = ''] = sandbox.hubspot.load('companies', [{ properties: { name: 'A' } }, { properties: { name: 'B' } }]);
  return { contact, a, b };
}

async function typesOf(from: string, id: string, to: string): Promise<readonly (readonly number[])[]> {
  return (await v4.basicApi.getPage(from, id, to)).results.map(({ associationTypes }) => associationTypes.map(({ typeId }) => typeId));
}

describe('one link at a time', () => {
  test('a created link is there in both directions, and answers 201 with its labels', async () => {
    const { contact, a } = strangers();
    const made = await v4.basicApi.create('contacts', contact, 'companies', a, [billing] as never);
    expect(made).toMatchObject({ fromObjectTypeId: '0-1', toObjectTypeId: '0-2', labels: ['Billing contact'] });
    expect(await typesOf('contacts', contact, 'companies')).toEqual([[41, 279]]);
    expect(await typesOf('companies', a, 'contacts')).toEqual([[42, 280]]);
  });

  test('ids are numbers on the wire, whatever the client says', async () => {
    const { contact, a } = strangers();
    await v4.basicApi.create('contacts', contact, 'companies', a, [plain] as never);
    const answer = await send('GET', `/crm/v4/objects/contacts/${contact}/associations/companies`);
    expect(answer.body).toEqual({
      results: [{ toObjectId: Number(a), associationTypes: [{ category: 'HUBSPOT_DEFINED', typeId: 279, label: null }] }],
    });
  });

  test('a contact has one primary company: the latest', async () => {
    const { contact, a, b } = strangers();
    await v4.basicApi.create('contacts', contact, 'companies', a, [primary] as never);
    await v4.basicApi.create('contacts', contact, 'companies', b, [primary] as never);
    expect(await typesOf('contacts', contact, 'companies')).toEqual([[279], [1, 279]]);
    expect(await typesOf('companies', a, 'contacts')).toEqual([[280]]);
  });

  test('a parent company has a child company, and the child knows its parent', async () => {
    const { a, b } = strangers();
    const parent = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 14 }];
    await v4.basicApi.create('companies', a, 'companies', b, parent as never);
    expect(await typesOf('companies', a, 'companies')).toEqual([[14, 450]]);
    expect(await typesOf('companies', b, 'companies')).toEqual([[13, 450]]);
    expect((await client.crm.companies.basicApi.getById(a, ['hs_parent_company_id'])).properties['hs_parent_company_id']).toBe(b);
    expect((await client.crm.companies.basicApi.getById(b, ['hs_parent_company_id'])).properties['hs_parent_company_id']).toBeNull();
  });

  test('the default link is the unlabelled one, and is told in both directions', async () => {
    const { contact, a } = strangers();
    const made = await v4.basicApi.createDefault('contacts', contact, 'companies', a);
    expect(made.results.map(({ associationSpec }) => associationSpec.associationTypeId)).toEqual([279, 280]);
    expect(await typesOf('contacts', contact, 'companies')).toEqual([[279]]);
  });

  test('an archived link is gone from both sides', async () => {
    const { contact, a } = strangers();
    await v4.basicApi.createDefault('contacts', contact, 'companies', a);
    await v4.basicApi.archive('contacts', contact, 'companies', a);
    expect(await typesOf('contacts', contact, 'companies')).toEqual([]);
    expect(await typesOf('companies', a, 'contacts')).toEqual([]);
  });

  test('links go with an archived record', async () => {
    const { contact, a } = strangers();
    await v4.basicApi.createDefault('contacts', contact, 'companies', a);
    await client.crm.companies.basicApi.archive(a);
    expect(await typesOf('contacts', contact, 'companies')).toEqual([]);
  });

  test('a type of another pair is refused', async () => {
    const { contact, a } = strangers();
    const wrong = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 3 }];
    expect((await refusal(v4.basicApi.create('contacts', contact, 'companies', a, wrong as never))).code).toBe(400);
  });

  test('a record that is not there cannot be linked', async () => {
    const { contact } = strangers();
    expect((await refusal(v4.basicApi.createDefault('contacts', contact, 'companies', '1'))).code).toBe(404);
  });
});

describe('batches', () => {
  test('links of many records: found ones as results, the others as errors of a 207', async () => {
    const { contact, a } = strangers();
    const [other = ''] = sandbox.hubspot.load('contacts', [{ properties: { email: 'none@example.com' } }]);
    await v4.basicApi.create('contacts', contact, 'companies', a, [primary] as never);
    const answer = await send('POST', '/crm/v4/associations/contacts/companies/batch/read', { inputs: [{ id: contact }, { id: other }] });
    expect(answer.status).toBe(207);
    expect(answer.body).toMatchObject({
      status: 'COMPLETE',
      results: [
        {
          from: { id: contact },
          to: [
            {
              toObjectId: Number(a),
              associationTypes: [
                { category: 'HUBSPOT_DEFINED', typeId: 1, label: 'Primary' },
                { category: 'HUBSPOT_DEFINED', typeId: 279, label: null },
              ],
            },
          ],
        },
      ],
      errors: [
        {
          status: 'error',
          category: 'OBJECT_NOT_FOUND',
          subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND',
          message: `No company is associated with contact ${other}.`,
          context: { fromObjectId: [other], fromObjectType: ['contact'], toObjectType: ['company'] },
        },
      ],
      numErrors: 1,
    });
  });

  test('the client reads, creates and archives batches', async () => {
    const { contact, a, b } = strangers();
    const inputs = [a, b].map((id) => ({ _from: { id: contact }, to: { id }, types: [plain] }));
    expect((await v4.batchApi.create('contacts', 'companies', { inputs } as never)).results).toHaveLength(2);
    const read = await v4.batchApi.getPage('contacts', 'companies', { inputs: [{ id: contact }] });
    expect(read.results.map(({ to }) => to.length)).toEqual([2]);
    await v4.batchApi.archive('contacts', 'companies', { inputs: [{ _from: { id: contact }, to: [{ id: a }] }] });
    expect(await typesOf('contacts', contact, 'companies')).toHaveLength(1);
  });

  test('default links in a batch', async () => {
    const { contact, a } = strangers();
    const made = await v4.batchApi.createDefault('contacts', 'companies', { inputs: [{ _from: { id: contact }, to: { id: a } }] });
    expect(made.results).toHaveLength(2);
  });

  test('archived labels leave the link', async () => {
    const { contact, a } = strangers();
    await v4.basicApi.create('contacts', contact, 'companies', a, [billing] as never);
    await v4.batchApi.archiveLabels('contacts', 'companies', {
      inputs: [{ _from: { id: contact }, to: { id: a }, types: [billing] }],
    } as never);
    expect(await typesOf('contacts', contact, 'companies')).toEqual([[279]]);
  });

  test('bad ids and links to itself are errors of a 207, in the recorded words', async () => {
    const { contact } = strangers();
    const input = (from: string, to: string) => ({
      from: { id: from },
      to: { id: to },
      types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 449 }],
    });
    const inputs = [input(contact, 'unknown_id_123456798'), input(contact, contact)];
    const answer = await send('POST', '/crm/v4/associations/contacts/contacts/batch/create', { inputs });
    expect(answer.status).toBe(207);
    expect(answer.body).toMatchObject({
      results: [],
      numErrors: 2,
      errors: [
        {
          status: 'error',
          category: 'VALIDATION_ERROR',
          subCategory: 'crm.associations.INVALID_IDENTIFIER',
          message: 'unknown_id_123456798 is not a valid ID',
          context: { id: ['unknown_id_123456798'] },
        },
        { status: 'error', category: 'VALIDATION_ERROR', message: `Object ${contact} cannot be associated to itself (${contact})` },
      ],
    });
  });
});

describe('kinds of links', () => {
  test('all kinds between two types', async () => {
    const { results } = await v4.schema.definitionsApi.getAll('contacts', 'companies');
    expect(results.map(({ category, typeId, label }) => [category, typeId, label])).toEqual([
      ['HUBSPOT_DEFINED', 279, null],
      ['HUBSPOT_DEFINED', 1, 'Primary'],
      ['USER_DEFINED', 41, 'Billing contact'],
    ]);
  });

  test('a label can be made, used, renamed and removed', async () => {
    const { contact, a } = strangers();
    const { results } = await v4.schema.definitionsApi.create('contacts', 'companies', {
      label: 'Buyer',
      inverseLabel: 'Bought by',
      name: 'buyer',
    });
    const { typeId } = first(results);
    expect(results.map(({ label }) => label)).toEqual(['Buyer', 'Bought by']);
    await v4.basicApi.create('contacts', contact, 'companies', a, [
      { associationCategory: 'USER_DEFINED', associationTypeId: typeId },
    ] as never);
    await v4.schema.definitionsApi.update('contacts', 'companies', { associationTypeId: typeId, label: 'Purchaser' });
    const link = first((await v4.basicApi.getPage('contacts', contact, 'companies')).results);
    expect(link.associationTypes.map(({ label }) => label)).toEqual([null, 'Purchaser']);
    await v4.schema.definitionsApi.remove('contacts', 'companies', typeId);
    expect((await v4.schema.definitionsApi.getAll('contacts', 'companies')).results).toHaveLength(3);
  });

  test("HubSpot's own kinds cannot be removed", async () => {
    expect((await refusal(v4.schema.definitionsApi.remove('contacts', 'companies', 279))).code).toBe(400);
  });
});

describe('v3', () => {
  const v3 = client.crm.associations;

  test('reads, creates and archives by name', async () => {
    const { contact, a } = strangers();
    const link = { _from: { id: contact }, to: { id: a }, type: 'contact_to_company' };
    expect(first((await v3.batchApi.create('contacts', 'companies', { inputs: [link] })).results).type).toBe('contact_to_company');
    const read = await v3.batchApi.read('contacts', 'companies', { inputs: [{ id: contact }] });
    expect(first(read.results).to.map(({ id, type }) => [id, type])).toEqual([
      [a, 'contact_to_company'],
      [a, 'contact_to_company_unlabeled'],
    ]);
    await v3.batchApi.archive('contacts', 'companies', { inputs: [{ ...link, type: 'contact_to_company_unlabeled' }, link] });
    expect(await typesOf('contacts', contact, 'companies')).toEqual([]);
  });

  test('lists the types with their ids', async () => {
    const { results } = await v3.schema.typesApi.getAll('deals', 'contacts');
    expect(results.find(({ id }) => id === '3')?.name).toBe('deal_to_contact');
  });
});
