import { afterEach, describe, expect, test } from 'vitest';
import type { Fault } from '@causeway/sandbox';
import { Secret } from '@causeway/core';
import { benchOf, connect, idOf, useSandbox, type Bench } from './harness.ts';

const sandbox = useSandbox();
afterEach(() => sandbox().clearFaults());

interface Trial {
  readonly tool: string;
  readonly input: object;
  /** Part of the address of the request that is struck. */
  readonly path: string;
  readonly method?: string;
  readonly writes?: true;
}

const account = '001Cw000000000HIAQ';

/** One tool of each class: how it reaches Salesforce. */
const trials: readonly Trial[] = [
  { tool: 'describe_object', input: { object: 'Contact' }, path: '/sobjects/Contact/describe' },
  { tool: 'list_objects', input: {}, path: '/sobjects' },
  { tool: 'query', input: { soql: 'SELECT Id FROM Account' }, path: '/query?q=SELECT+Id+FROM+Account' },
  { tool: 'find_records', input: { object: 'Account', fields: ['Name'] }, path: '/query?q=SELECT+Name%2C+Id+FROM+Account' },
  { tool: 'search', input: { text: 'kestrel', objects: ['Account'] }, path: '/search' },
  { tool: 'get_record', input: { object: 'Account', id: account, fields: ['Name'] }, path: '/query?q=SELECT+Name' },
  { tool: 'summarize_pipeline', input: {}, path: 'SUM%28Amount%29' },
  { tool: 'get_limits', input: {}, path: '/limits' },
  {
    tool: 'create_record',
    input: { object: 'Contact', values: { LastName: 'Fault' } },
    path: '/sobjects/Contact',
    method: 'POST',
    writes: true,
  },
  {
    tool: 'update_record',
    input: { object: 'Account', id: account, values: { Phone: '1' } },
    path: '/sobjects/Account/',
    method: 'PATCH',
    writes: true,
  },
  { tool: 'delete_record', input: { object: 'Lead', id: '00QCw0000000001MAA' }, path: '/sobjects/Lead/', method: 'DELETE', writes: true },
  {
    tool: 'create_records',
    input: { object: 'Contact', records: [{ LastName: 'Fault' }] },
    path: '/composite/sobjects',
    method: 'POST',
    writes: true,
  },
];

/** A fault, and what reading and writing tools make of it. */
const faults: readonly (readonly [name: string, fault: Fault, read: string, write: string])[] = [
  ['a daily limit', { kind: 'preset', name: 'salesforce.request-limit' }, 'rate_limited', 'rate_limited'],
  ['a busy server', { kind: 'preset', name: 'salesforce.server-unavailable' }, 'unavailable', 'unavailable'],
  ['an unexpected exception', { kind: 'preset', name: 'salesforce.unknown-exception' }, 'unavailable', 'unavailable'],
  ['a query that takes too long', { kind: 'preset', name: 'salesforce.query-timeout' }, 'timeout', 'timeout'],
  ['the API switched off', { kind: 'preset', name: 'salesforce.api-disabled' }, 'permission_denied', 'permission_denied'],
  ['missing rights', { kind: 'preset', name: 'salesforce.insufficient-access' }, 'permission_denied', 'permission_denied'],
  ['a locked row', { kind: 'preset', name: 'salesforce.lock-row' }, 'unavailable', 'unavailable'],
  ['a connection closed before any header', { kind: 'fin' }, 'unavailable', 'unknown_outcome'],
  ['a connection that is reset', { kind: 'reset' }, 'unavailable', 'unknown_outcome'],
  ['a body cut short in chunks', { kind: 'truncate', framing: 'chunked' }, 'unavailable', 'unknown_outcome'],
  ['a body cut short by length', { kind: 'truncate', framing: 'content-length' }, 'unavailable', 'unknown_outcome'],
  ['a page with status 200', { kind: 'html' }, 'unavailable', 'unknown_outcome'],
  ['a gateway’s page', { kind: 'html', status: 502 }, 'unavailable', 'unknown_outcome'],
  ['broken JSON', { kind: 'bad-json' }, 'unavailable', 'unknown_outcome'],
  ['a redirect', { kind: 'redirect', location: 'http://127.0.0.1:9/elsewhere' }, 'unavailable', 'unavailable'],
];

/** Tools that answer without a body have nothing that could be cut. */
const bodiless = new Set(['update_record', 'delete_record']);
const needsBody = new Set(['truncate', 'bad-json']);

describe.each(trials)('$tool', ({ tool, input, path, method = 'GET', writes }) => {
  test.each(faults)('takes %s for what it is, after one request', async (_, fault, read, write) => {
    if (bodiless.has(tool) && needsBody.has(fault.kind)) return;
    const restore = sandbox().snapshot();
    const bench = benchOf(connect(sandbox()));
    const rule = sandbox().inject({ service: 'salesforce', method, path, fault });
    const error = await bench.fail(tool, input);
    expect(error.code).toBe(writes === true ? write : read);
    expect(rule.hits).toBe(1);
    expect(JSON.stringify(error)).not.toMatch(/<html|<!doctype/i);
    restore();
  });

  test('is not repeated when its answer is lost', async () => {
    const restore = sandbox().snapshot();
    const bench = benchOf(connect(sandbox()));
    const rule = sandbox().inject({ service: 'salesforce', method, path, fault: { kind: 'lost-answer' } });
    const error = await bench.fail(tool, input);
    expect(rule.hits).toBe(1);
    expect(error.code).toBe(writes === true ? 'unknown_outcome' : 'unavailable');
    if (writes === true) expect(error.hint).toContain('Read the record');
    restore();
  });

  test('gives up an answer that never comes', async () => {
    const bench = benchOf(connect(sandbox(), { timeoutSeconds: 0.2 }));
    const rule = sandbox().inject({ service: 'salesforce', method, path, fault: { kind: 'hang' } });
    const error = await bench.fail(tool, input);
    expect(error.code).toBe(writes === true ? 'unknown_outcome' : 'timeout');
    expect(rule.hits).toBe(1);
  });
});

describe('what is lost and found', () => {
  const made = async (bench: Bench) =>
    (await bench.call('find_records', { object: 'Contact', filters: [{ field: 'LastName', operator: '=', value: 'Once' }] })).total;

  test('a create whose answer was lost has been made exactly once', async () => {
    const bench = benchOf(connect(sandbox()));
    sandbox().inject({ service: 'salesforce', method: 'POST', path: '/sobjects/Contact', fault: { kind: 'lost-answer' } });
    expect((await bench.fail('create_record', { object: 'Contact', values: { LastName: 'Once' } })).code).toBe('unknown_outcome');
    expect(await made(bench)).toBe(1);
  });

  test('answers with a wrong content type, or none, are not taken for data', async () => {
    for (const value of ['text/plain', null]) {
      const rule = sandbox().inject({ service: 'salesforce', path: '/query', fault: { kind: 'content-type', value } });
      const error = await benchOf(connect(sandbox())).fail('query', { soql: 'SELECT Id FROM Account' });
      expect(error.code).toBe('unavailable');
      rule.remove();
    }
  });

  test('an answer in small pieces is waited for', async () => {
    sandbox().inject({ service: 'salesforce', path: '/query', fault: { kind: 'drip', bytes: 500, everyMs: 1 } });
    expect((await benchOf(connect(sandbox())).call('query', { soql: 'SELECT Id FROM Account', limit: 5 })).rows).toHaveLength(5);
  });

  test('an answer that is too large is refused', async () => {
    const bench = benchOf(connect(sandbox(), { network: { maxBytes: 20_000 } }));
    const error = await bench.fail('describe_object', { object: 'Account' });
    expect(error).toMatchObject({ code: 'internal', message: 'The upstream answer is larger than 20000 bytes.' });
  });

  test('a dead host is unavailable, and the process lives on', async () => {
    const bench = benchOf(connect(sandbox(), { loginUrl: 'http://127.0.0.1:9', auth: { clientId: 'x', clientSecret: new Secret('x') } }));
    expect((await bench.fail('list_objects')).code).toBe('unavailable');
  });

  test('some records of a batch may fail, and each says why', async () => {
    const bench = benchOf(connect(sandbox()));
    const id = await idOf(bench, 'Contact', 'LastName', 'Vogt');
    const result = await bench.call<{ succeeded: { rows: unknown[][] }; failed: object[] }>('update_records', {
      object: 'Contact',
      records: [
        { id, values: { Title: 'First' } },
        { id: '003Cw0000099999IAA', values: { Title: 'Nobody' } },
      ],
      all_or_none: false,
    });
    expect(result.succeeded.rows).toEqual([[0, id]]);
    expect(result.failed).toMatchObject([{ index: 1, retryable: false }]);
  });

  test('a record that is locked once can be written again', async () => {
    const bench = benchOf(connect(sandbox()));
    const lock = sandbox().salesforce.lock(account, 1);
    const input = { object: 'Account', id: account, values: { Phone: '+49 40 1' } };
    expect(await bench.fail('update_record', input)).toMatchObject({ code: 'unavailable', retryable: true, retryAfterMs: 1_000 });
    await bench.call('update_record', input);
    lock.release();
  });
});
