import type { CrmRecord } from '../store/records.ts';

/** Words of a text: runs of letters and digits, in lower case. */
export function tokens(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/**
 * Whether a record holds every word of a query in its searchable properties, whole or as the beginning of a word.
 * The words of a record are kept as long as the record.
 */
export function matchesQuery(query: string, searchable: readonly string[]): (record: CrmRecord) => boolean {
  const words = tokens(query);
  if (words.length === 0) return () => true;
  const known = haystacks.get(searchable) ?? new WeakMap<CrmRecord, string>();
  haystacks.set(searchable, known);
  return (record) => {
    let text = known.get(record);
    if (text === undefined) {
      text = ` ${tokens(searchable.map((name) => record.properties[name] ?? '').join(' ')).join(' ')}`;
      known.set(record, text);
    }
    return words.every((word) => text.includes(` ${word}`));
  };
}

const haystacks = new WeakMap<readonly string[], WeakMap<CrmRecord, string>>();

/** `CONTAINS_TOKEN`: all words of the value occur; with `*`, the pattern fits the whole text or one of its words. */
export function containsToken(value: string): (text: string) => boolean {
  if (value.includes('*')) return glob(value);
  const words = tokens(value);
  return (text) => {
    const held = new Set(tokens(text));
    return words.length > 0 && words.every((word) => held.has(word));
  };
}

function glob(pattern: string): (text: string) => boolean {
  const parts = pattern.toLowerCase().split('*');
  return (text) => {
    const lower = text.toLowerCase();
    return fits(lower, parts) || lower.split(/\s+/).some((word) => fits(word, parts)) || tokens(lower).some((word) => fits(word, parts));
  };
}

/** Wildcards without a regular expression: linear, whatever the pattern. */
function fits(text: string, parts: readonly string[]): boolean {
  const first = parts[0] ?? '';
  const last = parts.at(-1) ?? '';
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
  let from = first.length;
  for (const part of parts.slice(1, -1)) {
    const at = text.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return from <= text.length - last.length;
}
