import { maxCellLength, maxPageBytes } from '@causeway/core';
import { attemptAlone } from '../lab/lab.ts';
import { businessOf, mapTexts } from './values.ts';
import { hold, holdAll } from '../violation.ts';
import { jsonForm, propertiesOf } from './json-schema.ts';
import { readableTexts } from './readable.ts';
import type { Sample, Subject } from '../lab/subject.ts';
import type { SampleRule, ToolRule } from './rule.ts';
import { undisturbed } from './judgement.ts';
import { verbOf } from './vocabulary.ts';

const listing: ReadonlySet<string> = new Set(['find', 'list', 'search', 'query']);

export const limited: ToolRule = {
  id: 'limit',
  says: 'takes a `limit` when it lists',
  of: 'tool',
  check(tool) {
    const output = jsonForm(tool.output, 'output');
    const input = jsonForm(tool.input, 'input');
    if (output === undefined || input === undefined || !listing.has(verbOf(tool.name)) || !('rows' in propertiesOf(output))) return;
    hold('limit' in propertiesOf(input), 'It answers with a RecordSet and takes no `limit`.');
  },
};

const manyRows = 3_000;

/** The sample, while the system answers with far more records than it was asked for. */
async function flooded(subject: Subject, sample: Sample) {
  const calm = await undisturbed(subject, sample);
  if (calm === undefined) return undefined;
  const sizes = new Set(
    businessOf(calm.output)
      .sets.map(({ rows }) => rows.length)
      .filter((length) => length > 0),
  );
  if (sizes.size === 0) return undefined;
  const { outcome } = await attemptAlone(subject, sample, { strike: () => ({ kind: 'alter', alter: (json) => multiply(json, sizes) }) });
  return outcome.kind === 'answer' ? outcome.output : undefined;
}

/** Repeats the elements of the outermost lists that are as long as a record set of the answer. */
function multiply(json: unknown, sizes: ReadonlySet<number>): unknown {
  if (Array.isArray(json)) {
    if (!sizes.has(json.length) || typeof json[0] !== 'object') return json;
    return Array.from({ length: manyRows }, (_, index) => json[index % json.length] as unknown);
  }
  if (typeof json !== 'object' || json === null) return json;
  return Object.fromEntries(Object.entries(json).map(([key, member]) => [key, multiply(member, sizes)]));
}

export const pageRows: SampleRule = {
  id: 'page-rows',
  says: 'gives no more rows than the `limit` it was given',
  of: 'sample',
  async check(subject, sample) {
    const { limit } = (sample.input ?? {}) as { readonly limit?: unknown };
    if (typeof limit !== 'number') return;
    const { sets } = businessOf(await flooded(subject, sample));
    holdAll(
      sets
        .filter(({ rows }) => rows.length > limit)
        .map(({ object, rows }) => `The limit was ${limit}; "${object}" has ${rows.length} rows.`),
    );
  },
};

export const pageBytes: SampleRule = {
  id: 'page-bytes',
  says: `ends a page at ${maxPageBytes} bytes`,
  of: 'sample',
  async check(subject, sample) {
    const { limit: _, ...rest } = (sample.input ?? {}) as Readonly<Record<string, unknown>>;
    const { sets } = businessOf(await flooded(subject, { tool: sample.tool, input: rest }));
    holdAll(sets.flatMap(({ object, rows }) => tooLarge(object, rows)));
  },
};

/** One row is always shown, however large. */
function tooLarge(object: string, rows: readonly unknown[]): readonly string[] {
  const bytes = Buffer.byteLength(JSON.stringify(rows));
  return bytes > maxPageBytes + 1_000 && rows.length > 1 ? [`A page of "${object}" has ${rows.length} rows and ${bytes} bytes.`] : [];
}

export const longCells: SampleRule = {
  id: 'long-cells',
  says: `cuts cells of a page at ${maxCellLength} characters`,
  of: 'sample',
  async check(subject, sample) {
    const texts = new Set(await readableTexts(subject, sample));
    const alter = (json: unknown) => mapTexts(json, (text) => (texts.has(text) ? text.padEnd(100_000, ' and so on') : text));
    const { outcome } = await attemptAlone(subject, sample, { strike: () => ({ kind: 'alter', alter }) });
    if (outcome.kind !== 'answer') return;
    const { sets, records } = businessOf(outcome.output);
    const long = sets.flatMap(({ object, columns, rows }) =>
      columns
        .filter((_, column) => rows.some((row) => String(row[column]).length > maxCellLength))
        .map((column) => `A cell of "${object}" in "${column}" is longer than ${maxCellLength} characters.`),
    );
    const large = records.filter(({ fields }) => Buffer.byteLength(JSON.stringify(fields)) > maxPageBytes * 1.2);
    holdAll([...long, ...large.map(({ object, id }) => `The fields of ${object} ${id} take more than ${maxPageBytes} bytes.`)]);
  },
};
