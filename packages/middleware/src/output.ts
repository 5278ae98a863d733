import { isRecordOf, isRecordSet, type Failure, type RecordOf, type RecordSet } from '@causeway/core';

/** How to rewrite the parts of an answer that can hold business data. Every member keeps its type, so that no output schema breaks. */
export interface OutputMap {
  set(set: RecordSet): RecordSet;
  record(record: RecordOf): RecordOf;
  failure(failure: Failure): Failure;
  /** Any other text. */
  text(text: string): string;
  /** Whether an entry of a list of texts stays, as it came. Default: all stay. */
  entry?(text: string): boolean;
}

const setKeys: ReadonlySet<string> = new Set(['object', 'columns', 'rows', 'total', 'cursor', 'notes']);
const recordKeys: ReadonlySet<string> = new Set(['object', 'id', 'fields', 'url', 'notes']);
const none: ReadonlySet<string> = new Set();

/** Rewrites an answer wherever record sets, records, failures and texts stand in it. */
export function mapOutput(value: unknown, map: OutputMap): unknown {
  if (typeof value === 'string') return map.text(value);
  if (Array.isArray(value))
    return value.filter((item) => typeof item !== 'string' || map.entry?.(item) !== false).map((item) => mapOutput(item, map));
  if (typeof value !== 'object' || value === null) return value;
  if (isRecordSet(value)) return { ...map.set(value), ...others(value, setKeys, map) };
  if (isRecordOf(value)) return { ...map.record(value), ...others(value, recordKeys, map) };
  if (isFailure(value)) return map.failure(value);
  return others(value, none, map);
}

function others(value: object, known: ReadonlySet<string>, map: OutputMap): Record<string, unknown> {
  const members = Object.entries(value).filter(([key]) => !known.has(key));
  return Object.fromEntries(members.map(([key, member]) => [key, mapOutput(member, map)]));
}

function isFailure(value: object): value is Failure {
  return 'index' in value && 'code' in value && 'message' in value && typeof value.message === 'string' && typeof value.code === 'string';
}
