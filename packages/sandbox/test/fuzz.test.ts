import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSandbox, type Sandbox } from '../src/index.ts';
import type { Route } from '../src/wire/exchange.ts';
import { askRaw, trace, type System } from './support/ask-raw.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ frozen: true });
});
afterAll(() => sandbox.close());

const words = {
  salesforce: [
    'Account',
    'Contact',
    'Case',
    'Opportunity',
    'User',
    'BigTable__c',
    'UpsertTable__c',
    'External_Id__c',
    'Name',
    'Id',
    '001000000000001AAA',
    'v62.0',
    'v30.0',
  ],
  hubspot: [
    'contacts',
    'companies',
    'deals',
    'tickets',
    '0-1',
    'p4242001_machine_service_plan',
    'email',
    'default',
    'closedwon',
    '220000000001',
    '279',
    'contactinformation',
  ],
} as const;

const queryNames = [
  'q',
  'fields',
  'ids',
  'limit',
  'after',
  'properties',
  'propertiesWithHistory',
  'associations',
  'start',
  'end',
  'idProperty',
  'allOrNone',
  'archived',
  'sObjects',
  'explain',
  'grant_type',
];
const bodyNames = [
  'records',
  'inputs',
  'properties',
  'filterGroups',
  'filters',
  'compositeRequest',
  'batchRequests',
  'ids',
  'id',
  'query',
  'sorts',
  'types',
  'from',
  'to',
  'name',
  'label',
  'type',
  'fields',
  'attributes',
  'primaryObjectId',
  'objectIdToMerge',
  'Name',
  'LastName',
  'OwnerId',
  'CloseDate',
  'q',
  'limit',
  'after',
];

const runs = Number(process.env['FUZZ_RUNS'] ?? 1500);

const odd = fc.constantFrom(
  'null',
  '-1',
  '1e9',
  "'",
  '(',
  '{',
  '%25',
  'a'.repeat(300),
  'constructor',
  '__proto__',
  'toString',
  '%F0%9F%98%80',
  '0',
  '2026-13-40',
  "SELECT+Id+FROM+Account+WHERE+Name='",
  'FIND+{a*}',
);

/** A request to one of the routes, filled with words that fit, or do not. */
function requests(service: System, routes: readonly Route[]) {
  const word = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...words[service]) }, { weight: 1, arbitrary: odd });
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      fc.oneof(word, fc.integer({ min: -5, max: 300 }), fc.boolean(), fc.constant(null)),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...bodyNames), tie('value'), { maxKeys: 4 }),
    ),
  }));
  const body = fc.oneof(
    { weight: 1, arbitrary: fc.constant('') },
    {
      weight: 5,
      arbitrary: fc.dictionary(fc.constantFrom(...bodyNames), value, { minKeys: 1, maxKeys: 5 }).map((members) => JSON.stringify(members)),
    },
  );
  return fc.record({
    route: fc.constantFrom(...routes),
    fillings: fc.array(word, { minLength: 6, maxLength: 6 }),
    query: fc.dictionary(fc.constantFrom(...queryNames), word, { maxKeys: 3 }),
    body,
  });
}

test.each(['salesforce', 'hubspot'] as const)(
  '%s answers whatever is sent to its routes in its own words: no 500, no trace',
  async (service) => {
    const { routes } = sandbox[service] as unknown as { readonly routes: readonly Route[] };
    const statuses = new Map<number, number>();
    await fc.assert(
      fc.asyncProperty(requests(service, routes), async ({ route, fillings, query, body }) => {
        let filled = 0;
        const path = route.path.replaceAll(/:\w+|\*/g, () => fillings[filled++ % fillings.length] ?? '');
        const search = new URLSearchParams(query).toString();
        const seen = await askRaw(sandbox, service, route.method, search ? `${path}?${search}` : path, route.method === 'GET' ? '' : body);
        statuses.set(seen.status, (statuses.get(seen.status) ?? 0) + 1);
        // A SOAP fault comes with 500 by its protocol.
        const fell = route.path.includes('/Soap/') ? seen.body.includes('UNKNOWN') : seen.status < 200 || seen.status >= 500;
        expect([fell, trace.test(seen.body)], `${seen.status} ${seen.body.slice(0, 500)}`).toEqual([false, false]);
      }),
      { numRuns: runs },
    );
    expect(statuses.get(200)).toBeGreaterThan(50);
    expect(statuses.get(400)).toBeGreaterThan(50);
  },
  600_000,
);
