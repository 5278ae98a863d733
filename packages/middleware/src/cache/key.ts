import { callerKey, rowFilters, type Call } from '@causeway/core';
import canonicalize from 'canonicalize';
import { createHash } from 'node:crypto';

const anything = '*';
const everything = '#';

/** What an answer depends on, apart from who asks: changes of its objects, or of any where it does not name them. */
export function tagsOf({ connector, access }: Call): readonly string[] {
  const objects = new Set(access.map(({ object }) => object.toLowerCase()));
  const wide = objects.size === 0 || objects.has(anything);
  return (wide ? [anything, everything] : [...[...objects].sort(), everything]).map((object) => `${connector?.name ?? ''}:${object}`);
}

/** What a write changes: its objects, or everything where it does not name them. */
export function bumpedBy({ connector, access }: Call): readonly string[] {
  const objects = access.filter(({ effect }) => effect !== 'read').map(({ object }) => object.toLowerCase());
  const wide = objects.length === 0 || objects.includes(anything);
  return [...new Set([...objects, anything, ...(wide ? [everything] : [])])].map((object) => `${connector?.name ?? ''}:${object}`);
}

/** Equal for calls with the same answer. Undefined when it cannot be told what has changed, or when arguments have no canonical form. */
export function keyOf(call: Call, generations: readonly number[] | undefined): string | undefined {
  if (generations === undefined) return undefined;
  const { context, connector, name, input, via } = call;
  const { principal } = context.get(callerKey);
  const grants = [principal?.scopes, principal?.roles, principal?.groups].map((list) => (list === undefined ? [] : [...list].sort()));
  const parts = [context.partition, grants, context.get(rowFilters), connector?.name, connector?.version, name, via, generations, input];
  try {
    return createHash('sha256')
      .update(canonicalize(JSON.parse(JSON.stringify(parts))) ?? '')
      .digest('base64url');
  } catch {
    return undefined;
  }
}
