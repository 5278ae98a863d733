import { isObject } from './body.ts';

/** Bodies of the parts that succeeded, by reference id. */
export type Results = Map<string, unknown>;

export class UnresolvedReference extends Error {
  readonly reference: string;
  readonly place: string;

  constructor(reference: string, place: string) {
    super(reference);
    this.reference = reference;
    this.place = place;
  }
}

const reference = /@\{(\w+)((?:\.\w+|\[\d+\])*)\}/g;

/** Replaces `@{part.records[0].Id}` in every string of a value. Throws `UnresolvedReference`. */
export function resolveReferences(value: unknown, results: Results, place: string): unknown {
  if (typeof value === 'string')
    return value.replaceAll(reference, (_whole, part: string, path: string) => lookUp(part, path, results, place));
  if (Array.isArray(value)) return value.map((item) => resolveReferences(item, results, place));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, resolveReferences(member, results, place)]));
}

function lookUp(part: string, path: string, results: Results, place: string): string {
  let found: unknown = results.get(part);
  for (const step of path.matchAll(/\w+/g)) {
    found =
      typeof found === 'object' && found !== null && Object.hasOwn(found, step[0])
        ? (found as Record<string, unknown>)[step[0]]
        : undefined;
  }
  if (typeof found === 'string' || typeof found === 'number' || typeof found === 'boolean') return String(found);
  throw new UnresolvedReference(`${part}${path}`, place);
}
