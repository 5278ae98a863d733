import type { CallExpression, Expression, LiteralArgument } from './statement.ts';
import { resolvePath, type Lookup, type Resolved } from './resolve.ts';
import type { ObjectMeta } from '../metadata/object-meta.ts';
import { ConnectorError } from '@causeway/core';

/** An expression with its names in declared case, and the fields in it. */
export interface ResolvedExpression<E extends Expression = Expression> {
  readonly expression: E;
  readonly fields: readonly Resolved[];
}

export async function resolveExpression(lookup: Lookup, object: ObjectMeta, expression: Expression): Promise<ResolvedExpression> {
  if (expression.kind === 'field') {
    const resolved = await resolvePath(lookup, object, expression.path);
    return { expression: { kind: 'field', path: resolved.path }, fields: [resolved] };
  }
  return resolveCall(lookup, object, expression);
}

async function resolveCall(lookup: Lookup, object: ObjectMeta, call: CallExpression): Promise<ResolvedExpression<CallExpression>> {
  if (call.name.toUpperCase() === 'FIELDS')
    throw new ConnectorError('invalid_input', 'FIELDS() can only stand between SELECT and FROM.', { hint: 'Name the fields.' });
  const fields: Resolved[] = [];
  const args: (Expression | LiteralArgument)[] = [];
  for (const argument of call.args) {
    if (argument.kind === 'literal') args.push(argument);
    else {
      const resolved = await resolveExpression(lookup, object, argument);
      args.push(resolved.expression);
      fields.push(...resolved.fields);
    }
  }
  // COUNT() names no field, and still tells how many records there are.
  if (fields.length === 0 && call.args.length === 0) fields.push({ ...(await resolvePath(lookup, object, 'Id')) });
  return { expression: { ...call, args }, fields };
}
