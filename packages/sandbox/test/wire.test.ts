import { Agent, createServer, request } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createClock, type Clock } from '../src/wire/clock.ts';
import { createRandom } from '../src/wire/random.ts';
import { createWire, type Wire } from '../src/wire/wire.ts';
import { raw, rawGet } from './support/raw-http.ts';
import { standIn } from './support/stand-in.ts';

let wire: Wire;
let clock: Clock;
let service: ReturnType<typeof standIn>;
let url: string;

beforeEach(async () => {
  clock = createClock({ now: 1_000_000, frozen: true });
  service = standIn();
  wire = createWire({ clock, random: createRandom(1), adminToken: 'admin-token' });
  ({ url } = await wire.listen(service, { maxBodyBytes: 1000 }));
  wire.ready();
});

afterEach(() => wire.close());

const post = (body: string) => fetch(`${url}/notes`, { method: 'POST', body });

describe('requests', () => {
  test('path parameters and the query are decoded', async () => {
    const answer = await fetch(`${url}/notes/a%2Fb%20c%40d?q=x+y%26z`);
    expect(await answer.json()).toEqual({ id: 'a/b c@d', q: 'x y&z' });
    expect(answer.headers.get('x-finished')).toBe('yes');
  });

  test('HEAD is answered like GET, without a body', async () => {
    const answer = await fetch(`${url}/notes/1`, { method: 'HEAD' });
    expect([answer.status, answer.headers.get('content-length'), await answer.text()]).toEqual([200, '19', '']);
  });

  test('a long body is compressed for a client that accepts it, and for no other', async () => {
    const accepted = await fetch(`${url}/long`);
    expect(accepted.headers.get('content-encoding')).toBe('gzip');
    expect(((await accepted.json()) as { text: string }).text).toHaveLength(10_000);
    expect((await fetch(`${url}/long`, { headers: { 'accept-encoding': 'identity' } })).headers.get('content-encoding')).toBeNull();
  });

  test.each([
    '/nothing',
    '/notes/../notes',
    '/notes/%2e%2e/notes',
    '/notes/.%2E/x',
    '//notes',
    '/notes//1',
    '/notes/%2e',
    '/notes/a%2f..%2fb',
    '/notes/%00',
    '/notes/%zz',
    '/notes/a%5cb',
    '/..',
    '/./notes',
    'http://elsewhere/notes',
    '*',
  ])('the path %s is answered with the vendor\'s "not found"', async (path) => {
    const { text } = await rawGet(url, path);
    expect(text).toMatch(/^HTTP\/1\.1 404 /);
    expect(text).toContain('{"code":"NOT_FOUND"}');
  });

  test('a served path with another method is answered with the vendor\'s "method not allowed"', async () => {
    expect((await fetch(`${url}/notes`, { method: 'DELETE' })).status).toBe(405);
  });

  test("a handler that throws is answered with the vendor's failure, without a trace of it", async () => {
    const answer = await fetch(`${url}/broken`);
    expect([answer.status, await answer.text()]).toEqual([500, '{"code":"FAILED"}']);
  });

  test.each([1001, 7000])("an oversize body of %i bytes is read to its end and refused in the vendor's words", async (size) => {
    const pieces = ['x'.repeat(900), 'y'.repeat(size - 900)];
    const slowly = new ReadableStream({
      async pull(controller) {
        await new Promise((resolve) => setTimeout(resolve, 20));
        const piece = pieces.shift();
        if (piece === undefined) controller.close();
        else controller.enqueue(new TextEncoder().encode(piece));
      },
    });
    const answer = await fetch(`${url}/notes`, { method: 'POST', body: slowly, duplex: 'half' } as RequestInit);
    expect([answer.status, await answer.text(), service.notes]).toEqual([413, '{"code":"TOO_LARGE"}', []]);
    expect((await post('x'.repeat(1000))).status).toBe(201);
  });

  test.each([7000, 90_000])('after a body of %i bytes the client goes on', async (size) => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const send = (length: number) =>
      new Promise<number | undefined>((resolve) => {
        const sent = request(`${url}/notes`, { method: 'POST', agent, timeout: 2000 }, (answer) =>
          answer.resume().once('end', () => resolve(answer.statusCode)),
        );
        sent.once('error', () => resolve(undefined)).once('timeout', () => sent.destroy());
        sent.end('x'.repeat(length));
      });
    expect([await send(size), await send(10), await send(10)]).toEqual([413, 201, 201]);
    agent.destroy();
  });

  test('a body without an end is refused, or cut off', async () => {
    const endless = new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(65_536)) });
    const init = { method: 'POST', body: endless, duplex: 'half', signal: AbortSignal.timeout(3000) } as RequestInit;
    const seen = await fetch(`${url}/notes`, init).then(
      (answer) => answer.status,
      (error: { name: string }) => error.name,
    );
    expect([413, 'TypeError']).toContain(seen);
    expect(service.notes).toEqual([]);
  });

  test('an oversize body without a declared length is refused too', async () => {
    const chunk = `${(600).toString(16)}\r\n${'y'.repeat(600)}\r\n`;
    const { text } = await raw(
      url,
      `POST /notes HTTP/1.1\r\nHost: s\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n${chunk}${chunk}0\r\n\r\n`,
    );
    expect(text).toMatch(/^HTTP\/1\.1 413 /);
  });
});

describe('the log', () => {
  test('holds every request with its body, time and status', async () => {
    await post('one');
    clock.advance(500);
    await fetch(`${url}/nothing?x=1`, { headers: { 'X-Trace': 'abc' } });
    expect(wire.requests).toMatchObject([
      { service: 'salesforce', method: 'POST', url: '/notes', body: 'one', at: 1_000_000, status: 201 },
      { service: 'salesforce', method: 'GET', url: '/nothing?x=1', body: '', at: 1_000_500, status: 404, headers: { 'x-trace': 'abc' } },
    ]);
    wire.clearRequests();
    expect(wire.requests).toEqual([]);
  });
});

describe('state', () => {
  test('a snapshot brings notes and time back, more than once', async () => {
    await post('kept');
    const restore = wire.snapshot();
    for (let round = 0; round < 2; round += 1) {
      await post('lost');
      clock.advance(1000);
      restore();
      expect(service.notes).toEqual(['kept']);
      expect(clock.now()).toBe(1_000_000);
    }
  });

  test('reset returns to the beginning: no notes, no log, no injected fault, the first time', async () => {
    await post('lost');
    clock.advance(99);
    wire.inject({ fault: { kind: 'status', status: 503 } });
    wire.reset();
    expect([service.notes, wire.requests, clock.now()]).toEqual([[], [], 1_000_000]);
    expect((await fetch(`${url}/notes`)).status).toBe(200);
  });

  test('rules given at the start are in force again after a reset, counted anew', async () => {
    const other = createWire({
      clock,
      random: createRandom(1),
      adminToken: 't',
      faults: [{ times: 1, fault: { kind: 'status', status: 418 } }],
    });
    const { url: otherUrl } = await other.listen(standIn());
    other.ready();
    const statuses = async () => [(await fetch(`${otherUrl}/notes`)).status, (await fetch(`${otherUrl}/notes`)).status];
    expect(await statuses()).toEqual([418, 200]);
    other.reset();
    expect(await statuses()).toEqual([418, 200]);
    await other.close();
  });

  test('closing ends a connection that hangs on purpose', async () => {
    wire.inject({ fault: { kind: 'hang' } });
    const hanging = fetch(`${url}/notes`).catch((error: unknown) => error);
    while (wire.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
    await wire.close();
    expect(await hanging).toBeInstanceOf(TypeError);
  });

  test('a port that is taken is reported', async () => {
    const blocker = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => blocker.once('listening', resolve));
    const { port } = blocker.address() as { port: number };
    await expect(wire.listen(standIn(), { port })).rejects.toThrow('EADDRINUSE');
    blocker.close();
  });
});
