import { isRecordOf, isRecordSet, type RecordOf, type RecordSet } from '@causeway/core';

/** The JSON value of a text; undefined when it is none. */
export function parseJson(text = ''): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Every string and number inside a JSON value. */
export function* leavesOf(value: unknown): Generator<string | number> {
  if (typeof value === 'string' || typeof value === 'number') yield value;
  else if (typeof value === 'object' && value !== null) for (const member of Object.values(value)) yield* leavesOf(member);
}

/** Every string inside a JSON value. */
export function textsOf(value: unknown): readonly string[] {
  return [...leavesOf(value)].filter((leaf) => typeof leaf === 'string');
}

/** The same JSON value with other strings. */
export function mapTexts(value: unknown, map: (text: string) => string): unknown {
  if (typeof value === 'string') return map(value);
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, map));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, mapTexts(member, map)]));
}

export interface Business {
  readonly sets: readonly RecordSet[];
  readonly records: readonly RecordOf[];
  /** What stands outside of the cells, without the members whose meaning the contract fixes. */
  readonly outside: readonly unknown[];
}

const fixed: ReadonlySet<string> = new Set(['object', 'columns', 'rows', 'total', 'cursor', 'id', 'fields', 'url', 'notes']);

/** Takes an answer apart into its record sets, its records, and the rest. */
export function businessOf(output: unknown): Business {
  const sets: RecordSet[] = [];
  const records: RecordOf[] = [];
  const outside: unknown[] = [];
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk);
    else if (typeof value !== 'object' || value === null) outside.push(value);
    else {
      const isSet = isRecordSet(value);
      const isRecord = isRecordOf(value);
      if (isSet) sets.push(value);
      if (isRecord) records.push(value);
      for (const [key, member] of Object.entries(value)) {
        // Reasons why inputs of a batch were refused.
        if (key === 'failed' || ((isSet || isRecord) && fixed.has(key))) continue;
        walk(member);
      }
    }
  };
  walk(output);
  return { sets, records, outside };
}

export function notesOf(output: unknown): readonly string[] {
  const { sets, records } = businessOf(output);
  const loose =
    typeof output === 'object' && output !== null && 'notes' in output && Array.isArray(output.notes) ? (output.notes as string[]) : [];
  return [...[...sets, ...records].flatMap(({ notes = [] }) => notes), ...loose];
}
