import { Client } from '@hubspot/api-client';
import { Connection } from 'jsforce';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { demo, startSandbox, type Fault, type Sandbox } from '../src/index.ts';

let sandbox: Sandbox;
let salesforce: Connection;
let hubspot: Client;

beforeAll(async () => {
  sandbox = await startSandbox();
});
beforeEach(() => {
  sandbox.reset();
  salesforce = new Connection({ instanceUrl: sandbox.salesforce.url, accessToken: sandbox.salesforce.token(), version: '62.0' });
  hubspot = new Client({ basePath: sandbox.hubspot.url, accessToken: demo.hubspot.accessToken });
});
afterAll(() => sandbox.close());

const sent = (method: string) => sandbox.requests.filter((request) => request.method === method).length;
const soql = 'SELECT Id FROM Contact';
const page = () => hubspot.crm.contacts.basicApi.getPage(1);
const contact = (email: string) => ({ properties: { email }, associations: [] });
interface Failure {
  readonly message: string;
  readonly errorCode?: string;
  readonly code?: number;
  readonly cause?: { readonly code?: string };
}

const failure = async (call: PromiseLike<unknown>): Promise<Failure> => {
  try {
    await call;
  } catch (error) {
    return error as Failure;
  }
  throw new Error('it succeeded');
};

describe('what jsforce makes of it', () => {
  test('a session that expired for two calls', async () => {
    sandbox.inject({ times: 2, fault: { kind: 'preset', name: 'salesforce.session-expired' } });
    expect((await failure(salesforce.query(soql))).errorCode).toBe('INVALID_SESSION_ID');
    expect((await failure(salesforce.query(soql))).errorCode).toBe('INVALID_SESSION_ID');
    expect((await salesforce.query(soql)).done).toBe(true);
  });

  test.each([
    ['request-limit', 'REQUEST_LIMIT_EXCEEDED'],
    ['query-locator', 'INVALID_QUERY_LOCATOR'],
    ['query-timeout', 'QUERY_TIMEOUT'],
    ['api-disabled', 'API_DISABLED_FOR_ORG'],
    ['insufficient-access', 'INSUFFICIENT_ACCESS_OR_READONLY'],
    ['duplicates', 'DUPLICATES_DETECTED'],
    ['not-found', 'NOT_FOUND'],
  ])('the preset %s', async (name, errorCode) => {
    sandbox.inject({ fault: { kind: 'preset', name: `salesforce.${name}` } });
    expect((await failure(salesforce.query(soql))).errorCode).toBe(errorCode);
  });

  test('a row that is locked once', async () => {
    sandbox.inject({ method: 'POST', times: 1, fault: { kind: 'preset', name: 'salesforce.lock-row' } });
    const create = () => salesforce.sobject('Contact').create({ LastName: 'Locked' });
    expect((await failure(create())).errorCode).toBe('UNABLE_TO_LOCK_ROW');
    expect(await create()).toMatchObject({ success: true });
  });

  test('a short page that says there is more', async () => {
    sandbox.inject({ path: '/query?', fault: { kind: 'short-page', size: 3 } });
    const first = await salesforce.query(soql);
    expect([first.records.length, first.done]).toEqual([3, false]);
    const second = await salesforce.queryMore(String(first.nextRecordsUrl));
    expect(second.records[0]).not.toEqual(first.records[0]);
    expect(first.records.length + second.records.length).toBe(first.totalSize);
  });

  test('a collection that fails in part', async () => {
    sandbox.inject({ path: '/composite/sobjects', fault: { kind: 'partial', indexes: [1] } });
    const results = await salesforce.sobject('Contact').create([{ LastName: 'One' }, { LastName: 'Two' }, { LastName: 'Three' }]);
    expect(results.map((result) => result.success)).toEqual([true, false, true]);
  });

  test('a reset connection is tried again, one closed in good order is not', async () => {
    sandbox.inject({ times: 1, fault: { kind: 'reset' } });
    expect((await salesforce.query(soql)).done).toBe(true);
    expect(sent('GET')).toBe(2);
    sandbox.reset();
    sandbox.inject({ fault: { kind: 'fin' } });
    await failure(salesforce.query(soql));
    expect(sent('GET')).toBe(1);
  });

  test('a create whose answer is lost: sent once, and applied', async () => {
    sandbox.inject({ method: 'POST', fault: { kind: 'lost-answer' } });
    await failure(salesforce.sobject('Contact').create({ LastName: 'Lost-Answer' }));
    expect([sent('POST'), (await salesforce.query("SELECT Id FROM Contact WHERE LastName = 'Lost-Answer'")).totalSize]).toEqual([1, 1]);
  });

  test('bad JSON and an HTML page under a good status are no vendor errors to it', async () => {
    const rule = sandbox.inject({ fault: { kind: 'bad-json' } });
    expect(typeof (await salesforce.sobject('Contact').describe())).toBe('string');
    rule.remove();
    sandbox.inject({ fault: { kind: 'html' } });
    expect((await failure(salesforce.query(soql))).message).toBe("Cannot read properties of undefined (reading 'length')");
  });

  test('a body cut short ends the process', async () => {
    sandbox.inject({ fault: { kind: 'truncate', framing: 'content-length' } });
    const program = `
      import { Connection } from 'jsforce';
      const connection = new Connection({ instanceUrl: process.env.SALESFORCE, accessToken: 'any', version: '62.0' });
      await connection.query('SELECT Id FROM Contact').catch(() => {});
      setTimeout(() => process.exit(0), 500);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
      env: { ...process.env, SALESFORCE: sandbox.salesforce.url },
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    const [code] = (await once(child, 'close')) as [number];
    expect([code, said]).toEqual([1, expect.stringContaining("Unhandled 'error' event")]);
  });
});

describe('what @hubspot/api-client makes of it', () => {
  test.each([
    ['ten-secondly', 429],
    ['daily', 429],
    ['expired-authentication', 401],
    ['missing-scopes', 403],
    ['not-found', 404],
    ['locked', 423],
    ['migration', 477],
    ['unavailable', 503],
    ['origin-timeout', 524],
  ])('the preset %s', async (name, code) => {
    sandbox.inject({ fault: { kind: 'preset', name: `hubspot.${name}` } });
    expect((await failure(page())).code).toBe(code);
  });

  test.each<[string, Fault]>([
    ['no content type', { kind: 'content-type', value: null }],
    ['another content type', { kind: 'content-type', value: 'application/octet-stream' }],
    ['bad JSON', { kind: 'bad-json' }],
  ])('%s: an error that hides the status', async (_, fault) => {
    sandbox.inject({ fault });
    expect((await failure(page())).code).toBeUndefined();
  });

  test('an HTML page with status 200 passes for an empty result', async () => {
    sandbox.inject({ fault: { kind: 'html' } });
    expect((await page()).results).toBeUndefined();
  });

  test.each<[string, Fault, string]>([
    ['RST', { kind: 'reset' }, 'ECONNRESET'],
    ['FIN', { kind: 'fin' }, 'UND_ERR_SOCKET'],
    ['a body cut short by length', { kind: 'truncate', framing: 'content-length' }, 'UND_ERR_SOCKET'],
    ['a body cut short in chunks', { kind: 'truncate', framing: 'chunked' }, 'UND_ERR_SOCKET'],
  ])('%s', async (_, fault, code) => {
    sandbox.inject({ fault });
    expect((await failure(page())).cause?.code).toBe(code);
  });

  test('a redirect is followed', async () => {
    sandbox.inject({ times: 1, fault: { kind: 'redirect', location: '/crm/v3/objects/contacts?limit=2' } });
    expect((await page()).results).toHaveLength(2);
  });

  test('a dripping body arrives whole', async () => {
    sandbox.inject({ fault: { kind: 'drip', bytes: 100, everyMs: 5 } });
    expect((await page()).results).toHaveLength(1);
  });

  test('a create that failed with 500 is repeated when it retries: the duplicate is on the log', async () => {
    const retrying = new Client({ basePath: sandbox.hubspot.url, accessToken: demo.hubspot.accessToken, numberOfApiCallRetries: 2 });
    sandbox.inject({ method: 'POST', times: 1, fault: { kind: 'preset', name: 'hubspot.internal' } });
    await retrying.crm.contacts.basicApi.create(contact('twice@mailbox.example'));
    expect(sent('POST')).toBe(2);
  });

  test('a create whose answer is lost was applied: the next one is a conflict', async () => {
    const client = new Client({ basePath: sandbox.hubspot.url, accessToken: demo.hubspot.accessToken, numberOfApiCallRetries: 1 });
    sandbox.inject({ method: 'POST', times: 1, fault: { kind: 'lost-answer' } });
    await failure(client.crm.contacts.basicApi.create(contact('lost@mailbox.example')));
    expect((await failure(client.crm.contacts.basicApi.create(contact('lost@mailbox.example')))).code).toBe(409);
  });

  test('a batch that fails in part resolves with 207', async () => {
    sandbox.inject({ path: '/batch/', fault: { kind: 'partial', indexes: [0] } });
    const { results } = await hubspot.crm.contacts.basicApi.getPage(2);
    const inputs = results.map(({ id }) => ({ id }));
    const answer = await hubspot.crm.contacts.batchApi.read({ inputs, properties: [], propertiesWithHistory: [] });
    expect([answer.results.length, sandbox.requests.at(-1)?.status]).toEqual([1, 207]);
  });

  test('a short page', async () => {
    sandbox.inject({ fault: { kind: 'short-page', size: 2 } });
    const { results, paging } = await hubspot.crm.contacts.basicApi.getPage(10);
    expect([results.length, paging?.next?.after]).toEqual([2, expect.stringMatching(/^\d+$/)]);
  });

  test('a call without an end is ended by the caller alone', async () => {
    sandbox.inject({ fault: { kind: 'hang' } });
    await expect(Promise.race([page(), new Promise((resolve) => setTimeout(resolve, 200, 'still waiting'))])).resolves.toBe(
      'still waiting',
    );
  });
});

test('every preset of both answers an error', async () => {
  const names =
    /known are (.*)$/
      .exec((await failure(Promise.resolve().then(() => sandbox.inject({ fault: { kind: 'preset', name: 'none' } })))).message)?.[1]
      ?.split(', ') ?? [];
  expect(names.length).toBeGreaterThan(25);
  for (const name of names) {
    const rule = sandbox.inject({ times: 1, fault: { kind: 'preset', name } });
    const { url } = name.startsWith('salesforce') ? sandbox.salesforce : sandbox.hubspot;
    const answer = await fetch(`${url}/services/data/v62.0/limits`);
    expect([name, answer.status >= 400, rule.hits, (await answer.text()).includes('    at ')]).toEqual([name, true, 1, false]);
  }
});
