import * as fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startSandbox, type Sandbox } from '../src/index.ts';
import { connect, firstId, refusal, send, soqlPath } from './support/salesforce.ts';
import { raw, rawGet } from './support/raw-http.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

const notFound = [{ message: 'The requested resource does not exist', errorCode: 'NOT_FOUND' }];
const expired = [{ message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' }];

describe('a token', () => {
  test.each([null, 'x', '', 'two words', '00D!"<script>'])('%j is refused with 401', async (token) => {
    expect(await send(sandbox, '/sobjects', { token })).toMatchObject({ status: 401, body: expired });
  });

  test('in another scheme is refused', async () => {
    const authorization = `Basic ${sandbox.salesforce.token()}`;
    expect(await send(sandbox, '/sobjects', { token: null, headers: { authorization } })).toMatchObject({ status: 401, body: expired });
  });
});

describe('a path', () => {
  test.each([
    '/sobjects/Nonsense',
    '/sobjects/Nonsense/describe',
    '/sobjects/constructor',
    '/sobjects/__proto__/describe',
    '/nonsense',
    '/sobjects/Account/a/b/c/d',
  ])('%s is NOT_FOUND', async (path) => {
    expect(await send(sandbox, path)).toMatchObject({ status: 404, body: notFound });
  });

  test.each([
    '/services/data/v62.0/sobjects/../limits',
    '/services/data/v62.0/sobjects/%2e%2e/limits',
    '/services/data/v62.0/sobjects/..%2flimits',
    '/services/data/v62.0//limits',
    '//services/data/v62.0/limits',
    '/services/data/v62.0/sobjects/Account/%00',
    '/services/data/v62.0/sobjects/%',
    '/services/data/v62.0/sobjects/%c0%ae%c0%ae/limits',
  ])('%s leads nowhere else', async (path) => {
    const { text } = await rawGet(sandbox.salesforce.url, path);
    expect(text).toMatch(/^HTTP\/1\.1 404 /);
    expect(text).toContain(JSON.stringify(notFound));
  });

  test('served with another method is METHOD_NOT_ALLOWED', async () => {
    expect(await send(sandbox, '/query', { method: 'DELETE' })).toMatchObject({ status: 405, body: [{ errorCode: 'METHOD_NOT_ALLOWED' }] });
  });
});

describe('a body', () => {
  const create = (body: string, headers: Readonly<Record<string, string>> = {}) =>
    send(sandbox, '/sobjects/Account', { method: 'POST', body, headers });

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'of type %s is refused with 415',
    async (type) => {
      expect(await create('{"Name":"x"}', { 'content-type': type })).toMatchObject({
        status: 415,
        body: [{ errorCode: 'UNSUPPORTED_MEDIA_TYPE' }],
      });
    },
  );

  test.each(['{"Name":', '{Name:"x"}', '', 'null', '[]', '"x"', '7', '\u0000', '{"Name":"x"}}'])(
    '%j is a JSON_PARSER_ERROR',
    async (body) => {
      expect(await create(body, { 'content-type': 'application/json' })).toMatchObject({
        status: 400,
        body: [{ errorCode: 'JSON_PARSER_ERROR' }],
      });
    },
  );

  test('says where it breaks', async () => {
    expect((await create('{"Name":\n  nonsense}')).body).toMatchObject([{ message: expect.stringMatching(/\[line:2, column:\d+\]$/) }]);
  });

  test('larger than 12 MiB is refused', async () => {
    expect(await create(`{"Name":"${'x'.repeat(13 * 1024 * 1024)}"}`)).toMatchObject({
      status: 413,
      body: [{ errorCode: 'REQUEST_ENTITY_TOO_LARGE' }],
    });
  });

  test('with members of every object changes nothing but fields', async () => {
    const { status, body } = await create('{"Name":"x","__proto__":{"Site":"x"},"constructor":1,"toString":2}');
    expect([status, body]).toMatchObject([
      400,
      [{ errorCode: 'INVALID_FIELD' }, { errorCode: 'INVALID_FIELD' }, { errorCode: 'INVALID_FIELD' }],
    ]);
  });

  test('that is any JSON whatever is never answered with 500', async () => {
    const resources = [
      '/sobjects/Account',
      '/sobjects/Task',
      '/composite',
      '/composite/sobjects',
      '/composite/tree/Account',
      '/composite/batch',
      '/composite/sobjects/Account',
    ];
    const names = ['records', 'compositeRequest', 'batchRequests', 'ids', 'fields', 'attributes', 'Name', 'allOrNone', 'WhoId', 'Account'];
    const { member } = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.string(),
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('value'), { maxLength: 3 }),
        tie('member'),
      ),
      member: fc.dictionary(fc.constantFrom(...names), tie('value'), { maxKeys: 4 }),
    }));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...resources), member, async (path, body) => {
        const answer = await send(sandbox, path, { method: 'POST', body });
        expect(answer).toMatchObject({ status: expect.toSatisfy((code: number) => code < 500) });
      }),
      { numRuns: 300 },
    );
  });
});

describe('a query', () => {
  test.each([
    ['SELECT', 'MALFORMED_QUERY'],
    ['SELECT Id FROM Account WHERE', 'MALFORMED_QUERY'],
    ["SELECT Id FROM Account WHERE Name = 'x' AND Site = 'y' OR Site = 'z'", 'MALFORMED_QUERY'],
    ['DELETE FROM Account', 'MALFORMED_QUERY'],
    ['SELECT Foo FROM Account', 'INVALID_FIELD'],
    ['SELECT Id FROM Nonsense', 'INVALID_TYPE'],
    ['SELECT constructor FROM Account', 'INVALID_FIELD'],
  ])('%s is %s', async (soql, name) => {
    expect((await refusal(connect(sandbox).query(soql))).name).toBe(name);
  });

  test('that is any text whatever is never answered with 500', async () => {
    const word = fc.constantFrom(
      'SELECT',
      'Id',
      'Name',
      'FROM',
      'Account',
      'WHERE',
      '=',
      "'x'",
      '(',
      ')',
      ',',
      'AND',
      'ORDER BY',
      'LIMIT',
      '2',
      'COUNT()',
      'TYPEOF',
      'IN',
      'NULL',
      'FOR VIEW',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string(),
          fc.array(word, { maxLength: 12 }).map((words) => words.join(' ')),
        ),
        async (soql) => {
          const { status, body } = await send(sandbox, soqlPath(soql));
          expect({ status, body }).toMatchObject({ status: expect.toSatisfy((code: number) => code < 500) });
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('an error', () => {
  test('of the server shows nothing of its inside', async () => {
    const { id } = await connect(sandbox).create('Account', { Name: 'x' });
    const answers = [
      await send(sandbox, `/sobjects/Account/${id}?fields=${'x,'.repeat(1000)}`),
      await send(sandbox, '/composite/sobjects/Account?ids=x&fields=Id'),
      await send(sandbox, '/sobjects/Account/Id/x'),
    ];
    for (const { status, body } of answers) {
      expect(status).toBeGreaterThanOrEqual(400);
      expect(JSON.stringify(body)).not.toMatch(/\.ts|node_modules|at \w+ \(/);
    }
  });

  test('of every preset can be injected', async () => {
    const presets = {
      'session-expired': 401,
      'request-limit': 403,
      'query-locator': 400,
      'query-timeout': 400,
      'not-found': 404,
      'api-disabled': 403,
      'unknown-exception': 500,
      'server-unavailable': 503,
      'lock-row': 400,
      'insufficient-access': 403,
      duplicates: 400,
    };
    for (const [name, status] of Object.entries(presets)) {
      const injected = sandbox.inject({ fault: { kind: 'preset', name: `salesforce.${name}` } });
      expect({ name, ...(await send(sandbox, '/limits')) }).toMatchObject({
        name,
        status,
        body: [{ errorCode: expect.any(String), message: expect.any(String) }],
      });
      injected.remove();
    }
  });

  test('of a write whose answer is lost leaves the record behind', async () => {
    sandbox.inject({ method: 'POST', path: '/sobjects/Account', times: 1, fault: { kind: 'lost-answer' } });
    await refusal(connect(sandbox).create('Account', { Name: 'Twice?' }));
    expect(await firstId(connect(sandbox), "SELECT Id FROM Account WHERE Name = 'Twice?'")).toMatch(/^001/);
  });

  test('of a request that is no HTTP does not end the server', async () => {
    await raw(sandbox.salesforce.url, 'NONSENSE\r\n\r\n');
    expect((await send(sandbox, '/limits')).status).toBe(200);
  });
});
