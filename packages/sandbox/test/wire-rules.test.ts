import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createClock } from '../src/wire/clock.ts';
import { createRandom } from '../src/wire/random.ts';
import { createWire, type Wire } from '../src/wire/wire.ts';
import { standIn } from './support/stand-in.ts';

let wire: Wire;
let url: string;
let hubspotUrl: string;

beforeEach(async () => {
  wire = createWire({ clock: createClock(), random: createRandom(7), adminToken: 'admin-token' });
  ({ url } = await wire.listen(standIn()));
  ({ url: hubspotUrl } = await wire.listen(standIn('hubspot')));
  wire.ready();
});

afterEach(() => wire.close());

describe('rules', () => {
  const statuses = async (count: number, path = '/notes') =>
    Array.from(await Promise.all(Array.from({ length: count }, async () => (await fetch(url + path)).status)));
  const inOrder = async (count: number) => {
    const seen: number[] = [];
    for (let index = 0; index < count; index += 1) seen.push((await fetch(`${url}/notes`)).status);
    return seen;
  };
  const teapot = { kind: 'status', status: 418 } as const;

  test('strike after n requests, n times, and count their hits', async () => {
    const rule = wire.inject({ after: 2, times: 2, fault: teapot });
    expect(await inOrder(6)).toEqual([200, 200, 418, 418, 200, 200]);
    expect(rule.hits).toBe(2);
  });

  test('hold for a service, a method, a part of the path and query, a pattern', async () => {
    wire.inject({ service: 'salesforce', method: 'get', path: '?q=', fault: teapot });
    wire.inject({ path: /^\/notes\/\d+$/, fault: { kind: 'status', status: 419 } });
    expect((await fetch(`${url}/notes?q=1`)).status).toBe(418);
    expect((await fetch(`${hubspotUrl}/notes?q=1`)).status).toBe(200);
    expect((await fetch(`${url}/notes?q=1`, { method: 'POST', body: '' })).status).toBe(201);
    expect(await statuses(2, '/notes/12')).toEqual([419, 419]);
    expect((await fetch(`${url}/notes/12x`)).status).toBe(200);
  });

  test('a pattern with the flag g strikes every time', async () => {
    wire.inject({ path: /notes/g, fault: teapot });
    expect(await inOrder(3)).toEqual([418, 418, 418]);
  });

  test('a probability strikes about that often, and the same way for the same seed', async () => {
    wire.inject({ probability: 0.3, fault: teapot });
    const seen = await inOrder(200);
    const struck = seen.filter((status) => status === 418).length;
    expect(struck).toBeGreaterThan(35);
    expect(struck).toBeLessThan(90);
    const again = createWire({ clock: createClock(), random: createRandom(7), adminToken: 't' });
    ({ url } = await again.listen(standIn()));
    again.inject({ probability: 0.3, fault: teapot });
    expect(await inOrder(200)).toEqual(seen);
    await again.close();
  });

  test('end when removed or cleared', async () => {
    const rule = wire.inject({ fault: teapot });
    rule.remove();
    expect((await fetch(`${url}/notes`)).status).toBe(200);
    wire.inject({ fault: teapot });
    wire.clearFaults();
    expect((await fetch(`${url}/notes`)).status).toBe(200);
  });
});
