import { afterEach, describe, expect, test } from 'vitest';
import type { Fault } from '@causeway/sandbox';
import { benchOf, connect, lineOf, useSandbox } from './harness.ts';
import { known } from './samples.ts';

const sandbox = useSandbox();
afterEach(() => sandbox().clearFaults());

interface Trial {
  readonly tool: string;
  readonly input: object;
  /** Part of the address of the request that is struck. */
  readonly path: RegExp;
  readonly method: string;
  readonly writes?: true;
}

const objects = (rest: string) => new RegExp(`/crm/objects/2026-03/${rest}`);

/** One tool of each class: how it reaches HubSpot. */
const trials: readonly Trial[] = [
  { tool: 'list_object_types', input: {}, path: /crm-object-schemas/, method: 'GET' },
  { tool: 'describe_object', input: { object: 'contacts' }, path: /properties\/2026-03\/contacts$/, method: 'GET' },
  { tool: 'find_records', input: { object: 'contacts' }, path: objects('contacts/search'), method: 'POST' },
  { tool: 'get_record', input: { object: 'contacts', id: known.contact }, path: objects('contacts/batch/read'), method: 'POST' },
  {
    tool: 'list_deals',
    input: { object: 'contacts', id: known.contact },
    path: objects('contacts/\\d+/associations/deals'),
    method: 'GET',
  },
  { tool: 'list_pipelines', input: {}, path: /pipelines/, method: 'GET' },
  { tool: 'list_owners', input: {}, path: /owners/, method: 'GET' },
  { tool: 'summarize_pipeline', input: {}, path: objects('deals/search'), method: 'POST' },
  { tool: 'get_account_info', input: {}, path: /account-info.*details/, method: 'GET' },
  {
    tool: 'create_record',
    input: { object: 'companies', values: { name: 'Fault' } },
    path: objects('companies$'),
    method: 'POST',
    writes: true,
  },
  {
    tool: 'update_record',
    input: { object: 'deals', id: known.deal, values: { amount: 1 } },
    path: objects('deals/\\d+$'),
    method: 'PATCH',
    writes: true,
  },
  {
    tool: 'upsert_record',
    input: { object: 'contacts', id_property: 'email', id: 'fault@example.com', values: { firstname: 'F' } },
    path: objects('contacts/batch/upsert'),
    method: 'POST',
    writes: true,
  },
  { tool: 'archive_record', input: { object: 'deals', id: known.otherDeal }, path: objects('deals/\\d+$'), method: 'DELETE', writes: true },
  {
    tool: 'create_records',
    input: { object: 'companies', records: [{ name: 'Fault' }] },
    path: objects('companies/batch/create'),
    method: 'POST',
    writes: true,
  },
  {
    tool: 'associate_records',
    input: { object: 'contacts', id: known.contact, to_object: 'deals', to_id: known.deal },
    path: objects('contacts/\\d+/associations/default'),
    method: 'PUT',
    writes: true,
  },
  {
    tool: 'log_engagement',
    input: { kind: 'note', body: 'x', records: [{ object: 'contacts', id: known.contact }] },
    path: objects('notes$'),
    method: 'POST',
    writes: true,
  },
];

const preset = (name: string): Fault => ({ kind: 'preset', name: `hubspot.${name}` });

/** A fault, what reading and writing tools make of it, and how long they say to wait. */
interface Struck {
  readonly name: string;
  readonly fault: Fault;
  readonly read: string;
  readonly write: string;
  readonly waitMs?: number;
}

const faults: readonly Struck[] = [
  { name: 'the ten-second limit', fault: preset('ten-secondly'), read: 'rate_limited', write: 'rate_limited', waitMs: 10_000 },
  { name: 'the limit of a second', fault: preset('secondly'), read: 'rate_limited', write: 'rate_limited', waitMs: 1_000 },
  { name: 'the daily limit', fault: preset('daily'), read: 'rate_limited', write: 'rate_limited', waitMs: 3_600_000 },
  { name: 'refused credentials', fault: preset('invalid-authentication'), read: 'unauthenticated', write: 'unauthenticated' },
  { name: 'missing scopes', fault: preset('missing-scopes'), read: 'permission_denied', write: 'permission_denied' },
  {
    name: 'missing scopes, in other words',
    fault: preset('missing-scopes-properties'),
    read: 'permission_denied',
    write: 'permission_denied',
  },
  { name: 'a record that is not there', fault: preset('not-found'), read: 'not_found', write: 'not_found' },
  { name: 'a record that is not there, as a page', fault: preset('not-found-html'), read: 'not_found', write: 'not_found' },
  { name: 'a locked record', fault: preset('locked'), read: 'unavailable', write: 'unavailable' },
  { name: 'a portal that is being moved', fault: preset('migration'), read: 'unavailable', write: 'unavailable', waitMs: 86_400_000 },
  { name: 'an error of HubSpot', fault: preset('internal'), read: 'unavailable', write: 'unavailable' },
  { name: 'a gateway’s page', fault: preset('bad-gateway'), read: 'unavailable', write: 'unknown_outcome' },
  { name: 'a gateway that waited too long', fault: preset('origin-timeout'), read: 'unavailable', write: 'unknown_outcome' },
  { name: 'a connection closed before any header', fault: { kind: 'fin' }, read: 'unavailable', write: 'unknown_outcome' },
  { name: 'a connection that is reset', fault: { kind: 'reset' }, read: 'unavailable', write: 'unknown_outcome' },
  { name: 'a body cut short in chunks', fault: { kind: 'truncate', framing: 'chunked' }, read: 'unavailable', write: 'unknown_outcome' },
  {
    name: 'a body cut short by length',
    fault: { kind: 'truncate', framing: 'content-length' },
    read: 'unavailable',
    write: 'unknown_outcome',
  },
  { name: 'a page with status 200', fault: { kind: 'html' }, read: 'unavailable', write: 'unknown_outcome' },
  { name: 'broken JSON', fault: { kind: 'bad-json' }, read: 'unavailable', write: 'unknown_outcome' },
  {
    name: 'another content type',
    fault: { kind: 'content-type', value: 'application/octet-stream' },
    read: 'unavailable',
    write: 'unknown_outcome',
  },
  { name: 'no content type', fault: { kind: 'content-type', value: null }, read: 'unavailable', write: 'unknown_outcome' },
];

describe.each(trials)('$tool', ({ tool, input, path, method, writes }) => {
  test.each(faults)('$name', async ({ name, fault, read, write, waitMs }) => {
    // An empty answer needs no type.
    if (tool === 'archive_record' && ['bad-json', 'content-type', 'truncate'].includes(fault.kind)) return;
    const restore = sandbox().snapshot();
    // A token of its own tells its requests from those that an earlier test gave up.
    const token = sandbox().hubspot.token();
    const bench = benchOf(connect(sandbox(), { token }));
    const { hits } = sandbox().inject({ service: 'hubspot', method, path, fault });
    expect(hits).toBe(0);
    sandbox().clearRequests();
    const error = await bench.fail(tool, input);
    expect([name, error.code]).toEqual([name, writes ? write : read]);
    if (waitMs !== undefined) expect(error.retryAfterMs).toBe(waitMs);
    const sent = sandbox().requests.filter(
      ({ headers, ...request }) =>
        headers['authorization'] === `Bearer ${token}` && request.method === method && path.test(lineOf(request).split(' ')[1] ?? ''),
    );
    // Properties are listed once for each class of sensitivity.
    expect(new Set(sent.map(({ url }) => url)).size).toBe(sent.length);
    if (writes) expect(sent).toHaveLength(1);
    expect(JSON.stringify(error)).not.toContain(token);
    await bench.toolkit.close();
    restore();
  });
});

test('a create whose answer was lost is not repeated: the record is there once', async () => {
  const { hubspot } = sandbox();
  const before = hubspot.count('companies');
  sandbox().inject({ service: 'hubspot', method: 'POST', path: /companies$/, fault: { kind: 'lost-answer' } });
  const error = await benchOf(connect(sandbox())).fail('create_record', { object: 'companies', values: { name: 'Once' } });
  expect(error.code).toBe('unknown_outcome');
  expect(hubspot.count('companies')).toBe(before + 1);
});

test('a write whose record cannot be read back is told as done', async () => {
  sandbox().inject({ service: 'hubspot', path: /companies\/batch\/read/, fault: preset('bad-gateway') });
  const made = await benchOf(connect(sandbox())).call<{ fields: object; notes: readonly string[] }>('create_record', {
    object: 'companies',
    values: { name: 'Kept' },
  });
  expect(made.fields).toEqual({ name: 'Kept' });
  expect(made.notes.join(' ')).toContain('The write is done');
});

test('an answer that never comes ends at the deadline, and a call that is canceled gives its request up', async () => {
  sandbox().inject({ service: 'hubspot', path: /search/, fault: { kind: 'hang' } });
  const bench = benchOf(connect(sandbox(), { timeoutSeconds: 1 }));
  expect((await bench.fail('find_records', { object: 'contacts' })).code).toBe('timeout');
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 50);
  const result = await bench.toolkit.call({ name: 'hubspot_find_records', arguments: { object: 'contacts' }, signal: controller.signal });
  expect(result).toMatchObject({ kind: 'failed', error: { code: 'canceled' } });
});

test('results of a batch that come in another order go back to their inputs', async () => {
  const records = Array.from({ length: 20 }, (_, index) => ({ email: `order${index}@example.com`, firstname: `N${index}` }));
  const bench = benchOf(connect(sandbox()));
  const { succeeded } = await bench.call<{ succeeded: { rows: readonly (readonly [number, string])[] } }>('create_records', {
    object: 'contacts',
    records,
  });
  expect(succeeded.rows.map(([index]) => index)).toEqual(records.map((_, index) => index));
  const ids = succeeded.rows.map(([, id]) => id);
  const read = await bench.call('get_records', { object: 'contacts', ids, fields: ['firstname'] });
  expect(read.rows.map(([, name]) => name)).toEqual(records.map(({ firstname }) => firstname));
});
