import { describe, expect, test } from 'vitest';
import { demo } from '../src/index.ts';
import { first, refusal, testPortal } from './support/hubspot.ts';
import { rawGet } from './support/raw-http.ts';

const portal = await testPortal();
const { client, send, sandbox, url } = portal;
const contacts = client.crm.contacts.basicApi;
const correlationId = expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);

describe('values', () => {
  test('an unknown property, in the recorded words', async () => {
    const { code, body } = await refusal(contacts.create({ properties: { first000name: 'A' }, associations: [] }));
    expect(code).toBe(400);
    expect(body).toEqual({
      status: 'error',
      message:
        'Property values were not valid: [{"isValid":false,"message":"Property \\"first000name\\" does not exist","error":"PROPERTY_DOESNT_EXIST","name":"first000name"}]',
      correlationId,
      errors: [
        { message: 'Property "first000name" does not exist', code: 'PROPERTY_DOESNT_EXIST', context: { propertyName: ['first000name'] } },
      ],
      category: 'VALIDATION_ERROR',
    });
  });

  const cases: readonly (readonly [string, string, Readonly<Record<string, string>>, string, string])[] = [
    ['an address that is none', 'contacts', { email: 'nobody' }, 'INVALID_EMAIL', 'Email address nobody is invalid'],
    [
      'an option that is none',
      'contacts',
      { email: 'a@example.com', hs_lead_status: 'HOT' },
      'INVALID_OPTION',
      'HOT was not one of the allowed options: [NEW, OPEN,',
    ],
    [
      'a read-only property',
      'contacts',
      { email: 'a@example.com', createdate: '1' },
      'READ_ONLY_VALUE',
      '"createdate" is a read only property; its value cannot be set.',
    ],
    ['a number that is none', 'companies', { name: 'A', numberofemployees: 'many' }, 'INVALID_INTEGER', 'many was not a valid number.'],
    ['a day that is none', 'machine_service_plan', { plan_name: 'A', start_date: 'soon' }, 'INVALID_DATE', 'soon was not a valid date.'],
    ['a day that is not midnight', 'machine_service_plan', { plan_name: 'A', start_date: '1767229200000' }, 'INVALID_DATE', 'not midnight'],
    ['an instant that is none', 'deals', { dealname: 'A', closedate: 'soon' }, 'INVALID_LONG', 'soon was not a valid long.'],
    [
      'a boolean that is none',
      'companies',
      { name: 'A', is_public: 'maybe' },
      'INVALID_OPTION',
      'maybe was not one of the allowed options: [true, false]',
    ],
    [
      'a stage of another pipeline',
      'deals',
      { dealname: 'A', pipeline: 'default', dealstage: '251860001' },
      'INVALID_OPTION',
      '251860001 was not one of the allowed options',
    ],
    [
      'an unknown pipeline',
      'deals',
      { dealname: 'A', pipeline: 'nope' },
      'INVALID_OPTION',
      'nope was not one of the allowed options: [default, 251860000]',
    ],
    ['an unknown owner', 'deals', { dealname: 'A', hubspot_owner_id: '1' }, 'INVALID_OPTION', '1 was not one of'],
  ];

  test.each(cases)('%s', async (_, type, properties, code, message) => {
    const { body } = await refusal(client.crm.objects.basicApi.create(type, { properties, associations: [] }));
    expect(body.category).toBe('VALIDATION_ERROR');
    expect(body.errors).toEqual([expect.objectContaining({ code, message: expect.stringContaining(message) })]);
  });

  test('several faults are told at once', async () => {
    const { body } = await refusal(contacts.create({ properties: { email: 'x', nope: '1', hs_object_id: '2' }, associations: [] }));
    expect(body.errors?.map(({ code }) => code)).toEqual(['INVALID_EMAIL', 'PROPERTY_DOESNT_EXIST', 'READ_ONLY_VALUE']);
  });

  test('a missing property that HubSpot itself needs', async () => {
    const { code, body } = await refusal(client.crm.tickets.basicApi.create({ properties: { subject: 'S' }, associations: [] }));
    expect(code).toBe(400);
    expect(body).toMatchObject({
      message: 'Error creating TICKET. Some required properties were not set.',
      context: { properties: ['hs_pipeline_stage'] },
    });
  });

  test('an e-mail that is taken', async () => {
    const { id } = await contacts.create({ properties: { email: 'a@example.com' }, associations: [] });
    const { code, body } = await refusal(contacts.create({ properties: { email: 'A@Example.com' }, associations: [] }));
    expect(code).toBe(409);
    expect(body).toEqual({ status: 'error', message: `Contact already exists. Existing ID: ${id}`, correlationId, category: 'CONFLICT' });
  });
});

describe('records and types', () => {
  test('an unknown type, in the recorded words', async () => {
    const { code, body } = await refusal(client.crm.objects.basicApi.getPage('butterflies'));
    expect(code).toBe(400);
    expect(body).toEqual({ status: 'error', message: 'Unable to infer object type from: butterflies', correlationId });
  });

  test('a missing record on GET is a page of HTML with a header that says so', async () => {
    const { code, body, headers } = await refusal(contacts.getById('1'));
    expect(code).toBe(404);
    expect(body as unknown).toEqual(expect.stringContaining('HTTP ERROR 404'));
    expect(headers['content-type']).toBe('text/html;charset=iso-8859-1');
    expect(headers['x-hubspot-notfound']).toBe('true');
  });

  test('an id that is no number is told in JSON, with two blanks', async () => {
    const { code, body } = await refusal(contacts.getById('x'));
    expect(code).toBe(404);
    expect(body).toMatchObject({
      message: 'Object not found.  objectId are usually numeric.',
      context: { id: ['x'] },
      category: 'OBJECT_NOT_FOUND',
    });
  });

  test('a missing record on PATCH is told in JSON', async () => {
    const { code, body } = await refusal(contacts.update('1', { properties: {} }));
    expect(code).toBe(404);
    expect(body).toEqual({ status: 'error', message: 'resource not found', correlationId });
  });
});

describe('who may not', () => {
  test('no token, or an unknown one', async () => {
    for (const authorization of ['', 'Bearer nonsense', 'Basic cGF0LWRlbW8tYWxs']) {
      const answer = await send('GET', '/crm/v3/objects/contacts', undefined, { authorization });
      expect(answer.status).toBe(401);
      expect(answer.body).toMatchObject({
        status: 'error',
        message: expect.stringContaining('Authentication credentials not found.'),
        category: 'INVALID_AUTHENTICATION',
      });
    }
  });

  test('missing scopes: three wordings, and no rate limit headers', async () => {
    const limited = { authorization: `Bearer ${demo.hubspot.limitedToken}` };
    const [objects, properties, schemas] = await Promise.all(
      ['/crm/v3/objects/deals', '/crm/v3/properties/deals', '/crm-object-schemas/v3/schemas'].map((path) =>
        send('GET', path, undefined, limited),
      ),
    );
    expect(objects?.body).toMatchObject({
      category: 'MISSING_SCOPES',
      errors: [{ context: { requiredGranularScopes: ['crm.objects.deals.read'] } }],
      links: { scopes: 'https://developers.hubspot.com/scopes' },
    });
    expect(Object.keys(properties?.body ?? {})).toEqual(['status', 'message', 'correlationId']);
    expect(schemas?.body).toMatchObject({ message: 'One or more of the following scopes are required.', category: 'MISSING_SCOPES' });
    for (const answer of [objects, properties, schemas]) {
      expect(answer?.status).toBe(403);
      expect([...(answer?.headers.keys() ?? [])].filter((name) => name.includes('ratelimit'))).toEqual([]);
    }
  });

  test('the limited token reads contacts and companies, and writes nothing', async () => {
    const limited = portal.as(demo.hubspot.limitedToken);
    await expect(limited.crm.contacts.basicApi.getPage(1)).resolves.toBeDefined();
    await expect(limited.crm.associations.v4.basicApi.getPage('contacts', '220000000001', 'companies')).resolves.toBeDefined();
    const refused = [
      () => limited.crm.contacts.basicApi.create({ properties: { email: 'a@example.com' }, associations: [] }),
      () => limited.crm.associations.v4.basicApi.getPage('contacts', '220000000001', 'deals'),
      () => limited.crm.owners.ownersApi.getPage(),
    ];
    for (const call of refused) expect((await refusal(call())).code).toBe(403);
  });

  test('sensitive values need a scope of their own', async () => {
    const scopes = ['crm.objects.contacts.read', 'crm.objects.contacts.write'];
    const plain = portal.as(sandbox.hubspot.token({ scopes }));
    const { id } = await contacts.create({ properties: { email: 'a@example.com', date_of_birth: '1980-02-03' }, associations: [] });
    expect((await contacts.getById(id, ['date_of_birth'])).properties['date_of_birth']).toBe('1980-02-03');
    expect((await plain.crm.contacts.basicApi.getById(id, ['date_of_birth'])).properties).not.toHaveProperty('date_of_birth');
    expect((await refusal(plain.crm.contacts.basicApi.update(id, { properties: { date_of_birth: '' } }))).code).toBe(400);
  });
});

describe('bad input', () => {
  test.each([
    ['broken JSON', '{"properties":', 'application/json', 400, /^Invalid input JSON on line 1, column \d+: /],
    ['no body', '', 'application/json', 400, /No content/],
    ['a list for an object', '[]', 'application/json', 400, /from Array value \(token `JsonToken.START_ARRAY`\)/],
    ['a list for a text', '{"properties":{"email":["a"]}}', 'application/json', 400, /`java.lang.String` from Array value/],
    ['another content type', '{}', 'text/plain', 415, /Unsupported Media Type/],
  ])('%s', async (_, body, type, status, message) => {
    const answer = await send('POST', '/crm/v3/objects/contacts', body, { 'content-type': type });
    expect(answer.status).toBe(status);
    expect(answer.body.message).toMatch(message);
    expect(answer.headers.get('x-hubspot-correlation-id')).toBe(answer.body.correlationId);
  });

  test('a body without end', async () => {
    const answer = await send('POST', '/crm/v3/objects/contacts', 'x'.repeat(13 * 1024 * 1024));
    expect([answer.status, answer.body.status]).toEqual([413, 'error']);
  });

  test('another method', async () => {
    expect((await send('PUT', '/crm/v3/objects/contacts', {})).status).toBe(405);
  });

  test.each([
    '/crm/v3/objects/../owners',
    '/crm/v3/objects/%2e%2e/owners',
    '/crm//v3/objects/contacts',
    '/crm/v3/objects/contacts/..%2f..',
    '/nowhere',
  ])('the path %s leads nowhere, and tells nothing of the machine', async (path) => {
    const { text } = await rawGet(url, path);
    expect(text).toMatch(/^HTTP\/1.1 404 /);
    expect(text).not.toMatch(/node_modules|\.ts:|Error:/);
  });

  test('a type from the path is data, in the vendor words', async () => {
    expect((await send('GET', '/crm/v3/objects/__proto__')).body.message).toBe('Unable to infer object type from: __proto__');
    expect((await send('GET', '/crm/v3/objects/contacts/1%27%20OR%201')).status).toBe(404);
  });

  test('property names of every kind are plain keys', async () => {
    const answer = await send('POST', '/crm/v3/objects/contacts', '{"properties":{"__proto__":"x","constructor":"y"}}');
    expect(answer.body.errors?.map(({ code }) => code)).toEqual(['PROPERTY_DOESNT_EXIST', 'PROPERTY_DOESNT_EXIST']);
  });
});

test('errors can be called up by name', async () => {
  sandbox.inject({ service: 'hubspot', times: 1, fault: { kind: 'preset', name: 'hubspot.locked' } });
  expect((await refusal(contacts.getPage(1))).code).toBe(423);
  sandbox.inject({ service: 'hubspot', times: 1, fault: { kind: 'preset', name: 'hubspot.ten-secondly' } });
  expect((await refusal(contacts.getPage(1))).body).toMatchObject({ policyName: 'TEN_SECONDLY_ROLLING' });
  expect(first((await contacts.getPage(1)).results).id).toBeDefined();
});
