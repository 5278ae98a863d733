import { compose, createToolkit, page, recordSetSchema, tool, type Caller, type Connector, type Middleware } from '@causeway/core';
import { governed, fileSink, type Governed } from '@causeway/middleware';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { z } from 'zod';

/**
 * CPU (user and system, all threads) of a call of an in-memory tool under the full preset, and each layer's share of it.
 * Run: node --conditions=@causeway/source packages/middleware/bench/main.ts [calls] [concurrency]
 */
const concurrency = Number(process.argv[3] ?? 32);
const calls = Number(process.argv[2] ?? 4_000);
const rounds = 10;
const budgetUs = 150;

const rows = Array.from({ length: 10 }, (_, index) => [
  `00${index}`,
  `Account ${index}`,
  'EMEA',
  index * 1_000,
  'ann@acme.example',
  '+49 30 901820',
]);
const columns = ['Id', 'Name', 'Region', 'Revenue', 'Email', 'Phone'];

const find = tool({
  name: 'find_records',
  title: 'Find',
  description: 'Finds records.',
  effect: 'read',
  requests: 0,
  input: z.strictObject({ object: z.string().describe('Object'), limit: z.int().default(10).describe('Rows') }),
  output: recordSetSchema,
  access: ({ object }) => [{ object, effect: 'read', fields: columns }],
  run: ({ object, limit }, call) => {
    for (const field of columns) call.trail.column(field, { object, field, class: field === 'Email' ? 'PII' : 'Internal' });
    call.trail.touched(
      object,
      rows.map(([id]) => String(id)),
    );
    return Promise.resolve(page(call, { object, columns, rows: rows.slice(0, limit) }));
  },
});
const update = tool({
  name: 'update_record',
  title: 'Update',
  description: 'Changes a record.',
  effect: 'update',
  requests: 0,
  input: z.strictObject({ id: z.string().describe('Id') }),
  output: z.looseObject({ id: z.string() }),
  access: ({ id }) => [{ object: 'Account', effect: 'update', ids: [id], fields: ['Name'] }],
  preview: () => Promise.resolve([]),
  run: ({ id }) => Promise.resolve({ id }),
});
const connector: Connector = { spec: 1, kind: 'memory', name: 'memory', version: '1.0.0', title: 'Memory', tools: [find, update] };
const caller: Caller = {
  tenant: 'acme',
  principal: { id: 'ann', issuer: 'https://idp.example', scopes: ['crm.read'], roles: ['sales'], groups: [] },
  client: { name: 'bench', version: '1' },
  source: { transport: 'http', address: '127.0.0.1' },
  protocolVersion: '2026-07-28',
};

function preset(directory: string): Governed {
  return governed({
    audit: { sinks: [fileSink({ directory })] },
    policy: {
      rules: [
        { id: 'hide', reason: 'r', what: { objects: ['Account'], fields: ['SSN'] }, decision: 'deny' },
        { id: 'updates', reason: 'r', who: { roles: ['sales'] }, what: { effects: ['update'] }, decision: 'allow' },
        { id: 'support', reason: 'r', who: { roles: ['support'] }, what: { objects: ['Case'] }, decision: 'allow' },
      ],
    },
    approval: { effects: ['delete'] },
    rateLimit: {
      limits: [
        { by: ['principal'], calls: 1e9, seconds: 60 },
        { by: ['tenant'], calls: 1e9, seconds: 60 },
      ],
    },
    redact: {
      rules: [
        { classes: ['PII'], action: 'mask' },
        { detect: ['phone', 'card'], action: 'partial' },
      ],
    },
    cache: { tools: ['*_describe_*'] },
  });
}

async function measure(use: readonly Middleware[], request: { readonly name: string; readonly arguments: unknown }): Promise<number> {
  const toolkit = createToolkit({ connectors: [connector], use: use.length === 0 ? [] : [compose(...use)] });
  const run = async (count: number) => {
    let left = count;
    const worker = async () => {
      while ((left -= 1) >= 0) {
        const result = await toolkit.call({ ...request, caller });
        if (result.kind !== 'done') throw new Error(JSON.stringify(result));
      }
    };
    await Promise.all(Array.from({ length: concurrency }, worker));
  };
  await run(calls / 4);
  const start = process.cpuUsage();
  await run(calls);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / calls;
}

/** Other work on the machine only ever adds, so the least of several rounds is the nearest. */
const least = (values: readonly number[]) => Math.min(...values);

async function bench(title: string, request: { readonly name: string; readonly arguments: unknown }): Promise<number> {
  const directory = mkdtempSync(join(tmpdir(), 'causeway-bench-'));
  const whole = preset(directory);
  const { layers } = whole;
  await whole.open();
  // Each step has one layer more, from the inside out: what it adds is that layer's share.
  const steps = [...layers.keys(), layers.length]
    .map((count) => layers.slice(layers.length - count))
    .toSorted((a, b) => a.length - b.length);
  const samples = steps.map((): number[] => []);
  for (let round = 0; round < rounds; round += 1) {
    // Forth and back, so that none always comes after the same one.
    const order = round % 2 === 0 ? [...steps.entries()] : [...steps.entries()].toReversed();
    for (const [index, step] of order)
      samples[index]?.push(
        await measure(
          step.map(({ middleware }) => middleware),
          request,
        ),
      );
  }
  await whole.close();
  rmSync(directory, { recursive: true, force: true });
  const costs = samples.map(least);
  const [bare = 0] = costs;
  const total = (costs.at(-1) ?? 0) - bare;
  console.log(
    `\n${title}: ${total.toFixed(0)} µs CPU per call for the whole preset (bare call ${bare.toFixed(0)} µs, concurrency ${concurrency}, least of ${rounds} rounds of ${calls} calls)`,
  );
  for (const [index, step] of steps.entries())
    if (index > 0)
      console.log(`  ${(step[0]?.name ?? '').padEnd(10)} ${((costs[index] ?? 0) - (costs[index - 1] ?? 0)).toFixed(1).padStart(7)} µs`);
  return total;
}

const read = await bench('read, 10 rows × 6 columns', { name: 'memory_find_records', arguments: { object: 'Account' } });
await bench('write, intent and outcome on disk', { name: 'memory_update_record', arguments: { id: '001' } });
console.log(`\n${read <= budgetUs ? 'within' : 'OVER'} the budget of ${budgetUs} µs for a read`);
process.exitCode = read <= budgetUs ? 0 : 1;
