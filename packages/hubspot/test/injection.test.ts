import { array, assert, asyncProperty, constantFrom, oneof, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isTypeName } from '../src/metadata/object-type.ts';
import { versionedPath } from '../src/client/paths.ts';
import { allPages, benchOf, columnOf, connect, useSandbox } from './harness.ts';
import { known } from './samples.ts';

const sandbox = useSandbox();

const fragments = [
  '../',
  '..',
  '..%2f',
  '%2e%2e/',
  '/',
  '\\',
  '?',
  '#',
  '&',
  '%00',
  '\u0000',
  '\n',
  '\r\n',
  '\u202e',
  '\ud800',
  '"',
  "'",
  '*',
  '{',
  '}',
  '[',
  ']',
  'oauth/v1/access-tokens',
  '../../../oauth/v1/access-tokens',
  'contacts/../deals',
  'contacts?archived=true',
  '__proto__',
  'constructor',
  'hasOwnProperty',
  'associations.contact',
  'hs_object_id',
  'email',
  '0-1',
  'contacts',
  ' ',
  'ä',
  '😀',
  '","operator":"HAS_PROPERTY',
  '}]}]',
  '-',
  '_',
];
const hostile = oneof(
  array(constantFrom(...fragments), { minLength: 1, maxLength: 4 }).map((parts) => parts.join('')),
  string({ unit: 'binary', maxLength: 30 }),
);

/** Paths of what is asked for, and nothing else. */
const expected =
  /^\/(crm\/(objects|properties|pipelines|owners|associations)\/2026-03(\/[\w-]+)*(\/|\/batch\/read|\/search)?|crm-object-schemas\/2026-03\/schemas|account-info\/2026-03\/details)$/;

function expectTamePaths(): void {
  for (const { url } of sandbox().requests) expect(url.split('?')[0]).toMatch(expected);
}

describe('whatever stands in an object type, an id or a name', () => {
  test('nothing but the paths of the tool is ever requested, and nothing but our own errors come of it', async () => {
    const bench = benchOf(connect(sandbox()));
    const codes = new Set(['invalid_input', 'not_found']);
    const inputs = (text: string): readonly (readonly [string, object])[] => [
      ['describe_object', { object: text }],
      ['find_records', { object: text }],
      ['find_records', { object: 'contacts', fields: [text] }],
      ['find_records', { object: 'contacts', sort: text }],
      ['find_records', { object: 'contacts', filters: [{ field: text, operator: '=', value: 'x' }] }],
      ['get_record', { object: 'contacts', id: text }],
      ['get_record', { object: 'contacts', id: 'x', id_property: text }],
      ['get_record', { object: 'contacts', id: known.contact, associations: [text] }],
      ['get_records', { object: text, ids: ['1'] }],
      ['list_deals', { object: 'contacts', id: text }],
      ['list_associated_records', { object: 'contacts', id: known.contact, to_object: text }],
      ['list_associated_records', { object: 'contacts', id: text, to_object: 'deals' }],
      ['get_timeline', { object: text, id: '1' }],
      ['list_pipelines', { object: text }],
      ['summarize_pipeline', { pipeline: text }],
      ['update_record', { object: 'deals', id: text, values: { amount: 1 } }],
      ['update_record', { object: 'deals', id: '404', values: { [text]: 'x' } }],
      ['archive_record', { object: text, id: '1' }],
      ['associate_records', { object: 'contacts', id: known.contact, to_object: 'deals', to_id: text }],
      ['move_deal', { id: '404', stage: text }],
    ];
    const known404 = /^(contacts|0-1|email|hs_object_id|\d+)$/;
    await assert(
      asyncProperty(hostile, async (text) => {
        if (known404.test(text)) return;
        sandbox().clearRequests();
        for (const [tool, input] of inputs(text)) {
          const result = await bench.toolkit.call({ name: `hubspot_${tool}`, arguments: input });
          if (result.kind === 'failed') expect(codes).toContain(result.error.code);
        }
        expectTamePaths();
      }),
      { numRuns: 60 },
    );
  }, 120_000);

  test('a path of another endpoint is refused before anything is sent', async () => {
    const bench = benchOf(connect(sandbox()));
    sandbox().clearRequests();
    for (const object of [
      '../../../oauth/v1/access-tokens',
      'contacts/../../owners',
      'contacts%2f..',
      'contacts?x=1',
      'contacts#',
      '..',
      '',
    ])
      expect(await bench.fail('find_records', { object })).toMatchObject({ code: 'not_found', fields: ['object'] });
    for (const id of ['../../../owners', '1/associations/deals', '1?x', '-1', '1e3', ''])
      expect(await bench.fail('get_record', { object: 'contacts', id })).toMatchObject({ code: 'invalid_input' });
    expect(sandbox().requests.filter(({ url }) => !url.includes('/properties/'))).toEqual([]);
  });
});

describe('whatever stands in a value', () => {
  test('it is sought as it is: a filter finds what holds exactly it, and nothing else', async () => {
    const texts = ['","operator":"HAS_PROPERTY', '*', 'a*', '}]}', '\\', '%', '__proto__', "' OR 1=1", '<script>', '🤖', 'ÄÖÜ'];
    const ids = sandbox().hubspot.load(
      'contacts',
      texts.map((jobtitle) => ({ properties: { jobtitle } })),
    );
    const bench = benchOf(connect(sandbox()));
    for (const [index, value] of texts.entries()) {
      const pages = await allPages(bench, 'find_records', {
        object: 'contacts',
        fields: ['jobtitle'],
        filters: [{ field: 'jobtitle', operator: '=', value }],
      });
      expect(columnOf(pages, 'hs_object_id')).toEqual([ids[index]]);
    }
  });

  test('an e-mail with signs of an address is one record, not a path', async () => {
    const email = "o'brien+sales/eu?x=1#y@example.com";
    const [id] = sandbox().hubspot.load('contacts', [{ properties: { email } }]);
    const bench = benchOf(connect(sandbox()));
    expect((await bench.call<{ id: string }>('get_contact', { email })).id).toBe(id);
    expect(
      (await bench.call<{ id: string }>('get_record', { object: 'contacts', id: email, id_property: 'email', fields: ['email'] })).id,
    ).toBe(id);
  });
});

test('names of types hold no sign that means something in a path', () => {
  assert(property(hostile, (text) => !isTypeName(text) || /^[\w-]+$/.test(text)));
});

test('a path moves to a dated version as a whole, with what follows', () => {
  for (const [legacy, dated] of [
    ['/crm/v3/objects/contacts/1?properties=a', '/crm/objects/2026-03/contacts/1?properties=a'],
    ['/crm/v4/objects/contacts/1/associations/deals', '/crm/objects/2026-03/contacts/1/associations/deals'],
    ['/crm/v4/associations/contacts/deals/labels', '/crm/associations/2026-03/contacts/deals/labels'],
    ['/crm/v3/properties/contacts', '/crm/properties/2026-03/contacts'],
    ['/crm/v3/pipelines/deals', '/crm/pipelines/2026-03/deals'],
    ['/crm/v3/owners/?limit=500', '/crm/owners/2026-03/?limit=500'],
    ['/crm/v3/owners', '/crm/owners/2026-03'],
    ['/crm-object-schemas/v3/schemas', '/crm-object-schemas/2026-03/schemas'],
    ['/account-info/v3/details', '/account-info/2026-03/details'],
    ['/oauth/v1/token', '/oauth/2026-03/token'],
    ['/oauth/v1/token/introspect', '/oauth/2026-03/token/introspect'],
  ] as const) {
    expect(versionedPath(legacy, '2026-03')).toBe(dated);
    expect(versionedPath(legacy, 'legacy')).toBe(legacy);
  }
});
