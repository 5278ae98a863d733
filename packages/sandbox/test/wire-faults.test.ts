import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Fault } from '../src/wire/faults.ts';
import { createClock } from '../src/wire/clock.ts';
import { createRandom } from '../src/wire/random.ts';
import { createWire, type Wire } from '../src/wire/wire.ts';
import { rawGet } from './support/raw-http.ts';
import { standIn } from './support/stand-in.ts';

let wire: Wire;
let service: ReturnType<typeof standIn>;
let url: string;
let hubspotUrl: string;

beforeEach(async () => {
  service = standIn();
  wire = createWire({ clock: createClock(), random: createRandom(7), adminToken: 'admin-token' });
  ({ url } = await wire.listen(service));
  ({ url: hubspotUrl } = await wire.listen(standIn('hubspot')));
  wire.ready();
});

afterEach(() => wire.close());

const inject = (fault: Fault) => wire.inject({ fault });
const post = (body: string) => fetch(`${url}/notes`, { method: 'POST', body });
const causeOf = async (promise: Promise<unknown>): Promise<string | undefined> =>
  promise.then(
    () => undefined,
    (error: { cause?: { code?: string } }) => error.cause?.code,
  );

describe('replies', () => {
  test('a status with a JSON body, headers, and no application of the request', async () => {
    inject({ kind: 'status', status: 429, body: { message: 'slow' }, headers: { 'retry-after': '3' } });
    const answer = await post('lost');
    expect([answer.status, answer.headers.get('retry-after'), answer.headers.get('content-type'), await answer.text()]).toEqual([
      429,
      '3',
      'application/json',
      '{"message":"slow"}',
    ]);
    expect(service.notes).toEqual([]);
    expect(wire.requests[0]?.status).toBe(429);
  });

  test('a status without a body has no content type, one with text has the type it is given', async () => {
    const rule = inject({ kind: 'status', status: 503 });
    expect((await fetch(`${url}/notes`)).headers.get('content-type')).toBeNull();
    rule.remove();
    inject({ kind: 'status', status: 503, body: '<oops/>', contentType: 'text/xml' });
    const answer = await fetch(`${url}/notes`);
    expect([answer.headers.get('content-type'), await answer.text()]).toEqual(['text/xml', '<oops/>']);
  });

  test('a preset answers in the words of its vendor, at that vendor alone', async () => {
    inject({ kind: 'preset', name: 'salesforce.session-expired' });
    expect(await (await fetch(`${url}/notes`)).json()).toEqual({ code: 'INVALID_SESSION_ID' });
    expect((await fetch(`${hubspotUrl}/notes`)).status).toBe(200);
  });

  test('a preset that does not exist is refused with those that do', () => {
    expect(() => inject({ kind: 'preset', name: 'salesforce.nonsense' })).toThrow(
      'no preset salesforce.nonsense; known are salesforce.session-expired, hubspot.session-expired',
    );
  });

  test('an HTML page comes with status 200', async () => {
    inject({ kind: 'html' });
    const answer = await fetch(`${url}/notes`);
    expect([answer.status, answer.headers.get('content-type'), (await answer.text()).slice(0, 15)]).toEqual([
      200,
      'text/html',
      '<!DOCTYPE html>',
    ]);
  });

  test('bad JSON is the first half of the true answer under its true headers', async () => {
    inject({ kind: 'bad-json' });
    const answer = await fetch(`${url}/notes/1`);
    expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([200, 'application/json', '{"id":"1"']);
  });

  test('another content type, or none', async () => {
    const rule = inject({ kind: 'content-type', value: 'application/octet-stream' });
    expect((await fetch(`${url}/notes`)).headers.get('content-type')).toBe('application/octet-stream');
    rule.remove();
    inject({ kind: 'content-type', value: null });
    const answer = await fetch(`${url}/notes`);
    expect([answer.headers.get('content-type'), await answer.json()]).toEqual([null, { notes: [] }]);
  });

  test('a redirect names its location', async () => {
    inject({ kind: 'redirect', location: 'http://elsewhere.example/', status: 307 });
    const answer = await fetch(`${url}/notes`, { redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([307, 'http://elsewhere.example/']);
  });

  test('a short page is left to the handler', async () => {
    await post('one');
    await post('two');
    wire.inject({ method: 'GET', fault: { kind: 'short-page', size: 1 } });
    expect(await (await fetch(`${url}/notes`)).json()).toEqual({ notes: ['one'] });
  });
});

describe('connections', () => {
  test('FIN: the connection ends in good order before any header', async () => {
    inject({ kind: 'fin' });
    expect(await rawGet(url, '/notes')).toEqual({ text: '', ended: 'fin' });
    expect(await causeOf(fetch(`${url}/notes`))).toBe('UND_ERR_SOCKET');
  });

  test('RST: the connection is reset before any header, and nothing is applied', async () => {
    inject({ kind: 'reset' });
    expect(await rawGet(url, '/notes')).toEqual({ text: '', ended: 'reset' });
    expect(await causeOf(post('lost'))).toBe('ECONNRESET');
    expect(service.notes).toEqual([]);
    expect(wire.requests.map((request) => request.status)).toEqual([undefined, undefined]);
  });

  test('a lost answer is reset too, but the request was applied', async () => {
    inject({ kind: 'lost-answer' });
    expect(await causeOf(post('kept'))).toBe('ECONNRESET');
    expect(service.notes).toEqual(['kept']);
    expect(wire.requests[0]?.status).toBeUndefined();
  });

  test('a body cut short, by declared length', async () => {
    inject({ kind: 'truncate', framing: 'content-length', after: 7 });
    const { text, ended } = await rawGet(url, '/notes/1');
    expect(text).toContain('content-length: 19\r\n');
    expect([text.split('\r\n\r\n')[1], ended]).toEqual(['{"id":"', 'fin']);
    const answer = await fetch(`${url}/notes/1`);
    await expect(answer.text()).rejects.toThrow('terminated');
  });

  test('a body cut short, in chunks', async () => {
    inject({ kind: 'truncate', framing: 'chunked' });
    const { text, ended } = await rawGet(url, '/notes/1');
    expect(text.toLowerCase()).toContain('transfer-encoding: chunked\r\n');
    expect([text.split('\r\n\r\n')[1], ended]).toEqual(['9\r\n{"id":"1"\r\n', 'fin']);
    await expect((await fetch(`${url}/notes/1`)).text()).rejects.toThrow('terminated');
  });

  test('a body cut before its first byte', async () => {
    inject({ kind: 'truncate', framing: 'content-length', after: 0 });
    const { text, ended } = await rawGet(url, '/notes/1');
    expect([text.endsWith('\r\n\r\n'), ended]).toEqual([true, 'fin']);
  });

  test('a hanging request is never answered and not applied', async () => {
    inject({ kind: 'hang' });
    expect(await rawGet(url, '/notes', 150)).toEqual({ text: '', ended: 'timeout' });
    await expect(fetch(`${url}/notes`, { method: 'POST', body: 'lost', signal: AbortSignal.timeout(100) })).rejects.toThrow('timeout');
    expect(service.notes).toEqual([]);
  });

  test('latency delays an answer that is otherwise true', async () => {
    inject({ kind: 'latency', ms: 120 });
    const begin = performance.now();
    expect((await fetch(`${url}/notes`)).status).toBe(200);
    expect(performance.now() - begin).toBeGreaterThanOrEqual(115);
  });

  test.each<Fault>([
    { kind: 'latency', ms: 80 },
    { kind: 'drip', bytes: 1, everyMs: 20 },
    { kind: 'truncate', framing: 'chunked' },
    { kind: 'reset' },
    { kind: 'lost-answer' },
  ])('a client that goes away meanwhile changes nothing for the others, and its request is applied ($kind)', async (fault) => {
    wire.inject({ times: 1, fault: { kind: 'latency', ms: 80 } });
    const rule = inject(fault);
    await expect(fetch(`${url}/notes`, { method: 'POST', body: 'gone', signal: AbortSignal.timeout(40) })).rejects.toThrow('timeout');
    await new Promise((resolve) => setTimeout(resolve, 300));
    rule.remove();
    expect((await fetch(`${url}/notes`)).status).toBe(200);
    expect(service.notes).toEqual(fault.kind === 'reset' ? [] : ['gone']);
  });

  test('a dripping body that nobody waits for ends', async () => {
    const rule = inject({ kind: 'drip', bytes: 1, everyMs: 20 });
    const answer = await fetch(`${url}/notes/1`, { signal: AbortSignal.timeout(100) });
    await expect(answer.text()).rejects.toThrow('timeout');
    rule.remove();
    expect((await fetch(`${url}/notes`)).status).toBe(200);
  });

  test('a dripping body arrives whole, in pieces', async () => {
    inject({ kind: 'drip', bytes: 4, everyMs: 10 });
    const begin = performance.now();
    expect(await (await fetch(`${url}/notes/1`)).json()).toEqual({ id: '1', q: null });
    expect(performance.now() - begin).toBeGreaterThanOrEqual(50);
  });

  test('faults add up: a delayed error that is cut short', async () => {
    inject({ kind: 'latency', ms: 60 });
    inject({ kind: 'status', status: 500, body: 'four' });
    inject({ kind: 'truncate', framing: 'content-length' });
    const begin = performance.now();
    const { text } = await rawGet(url, '/notes');
    expect(performance.now() - begin).toBeGreaterThanOrEqual(55);
    expect([text.slice(0, 12), text.split('\r\n\r\n')[1]]).toEqual(['HTTP/1.1 500', 'fo']);
  });
});
