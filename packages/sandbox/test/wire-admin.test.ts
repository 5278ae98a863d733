import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createClock } from '../src/wire/clock.ts';
import { parseFaultRule } from '../src/wire/fault-rules.ts';
import { createRandom } from '../src/wire/random.ts';
import { createWire, type Wire } from '../src/wire/wire.ts';
import { standIn } from './support/stand-in.ts';

let wire: Wire;
let url: string;

beforeEach(async () => {
  wire = createWire({ clock: createClock({ now: 5000, frozen: true }), random: createRandom(1), adminToken: 'admin-token' });
  ({ url } = await wire.listen(standIn()));
  wire.ready();
});

afterEach(() => wire.close());

const admin = (method: string, path: string, body?: unknown, token = 'admin-token') =>
  fetch(`${url}/_sandbox/${path}`, {
    method,
    headers: { authorization: `Bearer ${token}` },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });

describe('the admin endpoint', () => {
  test.each(['', 'admin-toke', 'admin-token2', 'xdmin-token'])('refuses the token %j', async (token) => {
    expect((await admin('POST', 'reset', undefined, token)).status).toBe(401);
    expect((await fetch(`${url}/_sandbox/faults`)).status).toBe(401);
  });

  test('injects a fault, lists its hits, and clears it', async () => {
    const made = await admin('POST', 'faults', { path: '/^.notes/', times: 2, fault: { kind: 'status', status: 503 } });
    expect([made.status, await made.json()]).toEqual([
      201,
      { path: '/^.notes/', times: 2, fault: { kind: 'status', status: 503 }, hits: 0 },
    ]);
    expect((await fetch(`${url}/notes`)).status).toBe(503);
    expect(await (await admin('GET', 'faults')).json()).toMatchObject([{ hits: 1 }]);
    expect((await admin('DELETE', 'faults')).status).toBe(204);
    expect((await fetch(`${url}/notes`)).status).toBe(200);
  });

  test('shows and clears the log, in which it does not appear itself', async () => {
    await fetch(`${url}/notes`);
    expect(await (await admin('GET', 'requests')).json()).toMatchObject([{ method: 'GET', url: '/notes', status: 200, at: 5000 }]);
    await admin('DELETE', 'requests');
    expect(await (await admin('GET', 'requests')).json()).toEqual([]);
  });

  test('moves the clock', async () => {
    expect(await (await admin('POST', 'clock', { advanceMs: 250 })).json()).toEqual({ now: 5250 });
    expect(await (await admin('POST', 'clock', { now: 9000 })).json()).toEqual({ now: 9000 });
    expect(await (await admin('GET', 'clock')).json()).toEqual({ now: 9000 });
    expect((await admin('POST', 'clock', { now: 'noon' })).status).toBe(400);
    for (const move of [{ now: -1 }, { now: Date.UTC(9999, 0) }, { advanceMs: -9001 }, { advanceMs: Number.MAX_SAFE_INTEGER }])
      expect([move, (await admin('POST', 'clock', move)).status]).toEqual([move, 400]);
    expect(await (await admin('GET', 'clock')).json()).toEqual({ now: 9000 });
  });

  test('resets state, clock, log and faults', async () => {
    await fetch(`${url}/notes`, { method: 'POST', body: 'x' });
    await admin('POST', 'clock', { advanceMs: 1 });
    expect((await admin('POST', 'reset')).status).toBe(204);
    expect(await (await fetch(`${url}/notes`)).json()).toEqual({ notes: [] });
    expect(await (await admin('GET', 'clock')).json()).toEqual({ now: 5000 });
  });

  test('names what it knows when asked for something else', async () => {
    const answer = await admin('GET', 'secrets');
    expect([answer.status, ((await answer.json()) as { message: string }).message]).toEqual([404, expect.stringContaining('POST reset')]);
  });

  test('refuses a body that is not JSON', async () => {
    const answer = await fetch(`${url}/_sandbox/faults`, { method: 'POST', headers: { authorization: 'Bearer admin-token' }, body: '{' });
    expect(answer.status).toBe(400);
  });
});

describe('fault rules from outside', () => {
  test.each([
    [null, 'a fault rule is an object'],
    [{}, 'rule.fault is missing or wrong'],
    [{ fault: { kind: 'explode' } }, 'fault.kind is one of'],
    [{ fault: { kind: 'toString' } }, 'fault.kind is one of'],
    [{ fault: { kind: 'status' } }, 'fault.status is missing or wrong'],
    [{ fault: { kind: 'status', status: 99 } }, 'fault.status is missing or wrong'],
    [{ fault: { kind: 'status', status: 503, headers: { 'a b': 'x' } } }, 'fault.headers is missing or wrong'],
    [{ fault: { kind: 'status', status: 503, headers: { a: 'x\r\nb: y' } } }, 'fault.headers is missing or wrong'],
    [{ fault: { kind: 'redirect', location: '/\n' } }, 'fault.location is missing or wrong'],
    [{ fault: { kind: 'content-type', value: '\u{1F600}' } }, 'fault.value is missing or wrong'],
    [{ fault: { kind: 'latency', ms: 2 ** 31 } }, 'fault.ms is missing or wrong'],
    [{ fault: { kind: 'hang', ms: 1 } }, 'fault.ms is not known'],
    [{ fault: { kind: 'truncate', framing: 'http2' } }, 'fault.framing is missing or wrong'],
    [{ fault: { kind: 'drip', bytes: 0, everyMs: 1 } }, 'fault.bytes is missing or wrong'],
    [{ times: -1, fault: { kind: 'fin' } }, 'rule.times is missing or wrong'],
    [{ probability: 2, fault: { kind: 'fin' } }, 'rule.probability is missing or wrong'],
    [{ service: 'sap', fault: { kind: 'fin' } }, 'rule.service is missing or wrong'],
    [{ path: '/(/', fault: { kind: 'fin' } }, 'Invalid regular expression'],
  ])('%j is refused: %s', (rule, message) => {
    expect(() => parseFaultRule(rule)).toThrow(message);
  });

  test('a path between slashes is a pattern, any other is text', () => {
    expect(parseFaultRule({ path: '/a.c/', fault: { kind: 'fin' } }).path).toEqual(/a.c/);
    expect(parseFaultRule({ path: '/a.c', fault: { kind: 'fin' } }).path).toBe('/a.c');
  });
});
