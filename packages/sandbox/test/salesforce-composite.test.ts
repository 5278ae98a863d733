import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startSandbox, type Sandbox } from '../src/index.ts';
import { connect, send, soqlPath } from './support/salesforce.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

const total = async (soql: string) => (await connect(sandbox).query(soql)).totalSize;

describe('a composite request', () => {
  const base = '/services/data/v62.0';
  const composite = (compositeRequest: readonly object[], more: object = {}) =>
    send(sandbox, '/composite', { method: 'POST', body: { ...more, compositeRequest } });
  const createAccount = { method: 'POST', url: `${base}/sobjects/Account`, referenceId: 'account', body: { Name: 'Composed' } };
  const createContact = {
    method: 'POST',
    url: `${base}/sobjects/Contact`,
    referenceId: 'contact',
    body: { LastName: 'Part', AccountId: '@{account.id}' },
  };

  test('lets later parts use the answers of earlier ones', async () => {
    const read = { method: 'GET', url: `${base}/sobjects/Contact/@{contact.id}?fields=Name,AccountId`, referenceId: 'read' };
    const query = { method: 'GET', url: `${base}${soqlPath("SELECT Id FROM Account WHERE Name = 'Composed'")}`, referenceId: 'query' };
    const change = { method: 'PATCH', url: `${base}/sobjects/Account/@{query.records[0].Id}`, referenceId: 'change', body: { Site: 'x' } };
    const { status, body } = await composite([createAccount, createContact, read, query, change]);
    const { compositeResponse: parts } = body as {
      compositeResponse: readonly { body: { id: string }; httpHeaders: object; httpStatusCode: number; referenceId: string }[];
    };
    expect([status, parts.map((part) => part.httpStatusCode)]).toEqual([200, [201, 201, 200, 200, 204]]);
    const id = parts[0]?.body.id;
    expect(parts[0]).toEqual({
      body: { id, success: true, errors: [] },
      httpHeaders: { Location: `${base}/sobjects/Account/${id}` },
      httpStatusCode: 201,
      referenceId: 'account',
    });
    expect(parts[2]?.body).toMatchObject({ Name: 'Part', AccountId: id });
    expect(parts[4]).toEqual({ body: null, httpHeaders: {}, httpStatusCode: 204, referenceId: 'change' });
  });

  test('with allOrNone undoes everything when a part fails', async () => {
    const { body } = await composite([createAccount, { ...createContact, body: {} }], { allOrNone: true });
    expect(body).toMatchObject({
      compositeResponse: [
        {
          httpStatusCode: 400,
          body: [
            {
              errorCode: 'PROCESSING_HALTED',
              message: 'The transaction was rolled back since another operation in the same transaction failed.',
            },
          ],
        },
        { httpStatusCode: 400, body: [{ errorCode: 'REQUIRED_FIELD_MISSING' }] },
      ],
    });
    expect(await total("SELECT COUNT() FROM Account WHERE Name = 'Composed'")).toBe(0);
  });

  test('without it keeps what succeeded, and halts what refers to a failure', async () => {
    const failing = { ...createAccount, body: {} };
    const fine = { ...createAccount, referenceId: 'fine' };
    const { body } = await composite([failing, createContact, fine]);
    expect(body).toMatchObject({
      compositeResponse: [
        { httpStatusCode: 400, body: [{ errorCode: 'REQUIRED_FIELD_MISSING' }] },
        {
          httpStatusCode: 400,
          body: [{ errorCode: 'PROCESSING_HALTED', message: 'Invalid reference specified. No value for account.id found in body' }],
        },
        { httpStatusCode: 201 },
      ],
    });
  });

  test('counts as one request', async () => {
    const used = async () => Number(/=(\d+)\//.exec((await send(sandbox, '/limits')).headers.get('sforce-limit-info') ?? '')?.[1]);
    const before = await used();
    await composite([createAccount, createContact]);
    expect((await used()) - before).toBe(2);
  });

  test.each([
    ['26 parts', Array.from({ length: 26 }, (_, index) => ({ ...createAccount, referenceId: `r${index}` })), 'LIMIT_EXCEEDED'],
    [
      '6 queries',
      Array.from({ length: 6 }, (_, index) => ({ method: 'GET', url: `${base}/query?q=x`, referenceId: `r${index}` })),
      'LIMIT_EXCEEDED',
    ],
    ['a reference id twice', [createAccount, createAccount], 'INVALID_INPUT'],
    ['a part without an address', [{ method: 'GET', referenceId: 'x' }], 'INVALID_INPUT'],
    ['a part that is not an object', ['x'], 'INVALID_INPUT'],
  ])('with %s is refused', async (_what, parts, errorCode) => {
    expect(await composite(parts as object[])).toMatchObject({ status: 400, body: [{ errorCode }] });
  });

  test.each([
    `${base}/composite`,
    `${base}/tabs`,
    '/services/oauth2/token',
    `${base}/../../../id`,
    'https://elsewhere.example/services/data/v62.0/sobjects',
  ])('may not contain %s', async (url) => {
    const { body } = await composite([{ method: 'GET', url, referenceId: 'x' }]);
    const refused = [{ errorCode: 'INVALID_INPUT', message: `The request ${url} is not supported in a composite request` }];
    expect(body).toMatchObject({ compositeResponse: [{ httpStatusCode: 400, body: refused }] });
  });

  test('of the older kind runs requests one by one', async () => {
    const batchRequests = [
      { method: 'POST', url: 'v62.0/sobjects/Account', richInput: { Name: 'Batched' } },
      { method: 'GET', url: 'v62.0/sobjects/Nonsense/describe' },
      { method: 'GET', url: 'v62.0/limits' },
    ];
    const { body } = await send(sandbox, '/composite/batch', { method: 'POST', body: { haltOnError: true, batchRequests } });
    expect(body).toMatchObject({
      hasErrors: true,
      results: [{ statusCode: 201 }, { statusCode: 404 }, { statusCode: 412, result: [{ errorCode: 'BATCH_PROCESSING_HALTED' }] }],
    });
  });
});
