import type { Condition, Join, Path, Query } from './ast.ts';
import { bindField, bindObject } from './bind.ts';
import type { BoundField, Scope } from './bind.ts';
import { errorAt, malformed } from './error.ts';
import type { Predicate } from './filter.ts';
import type { Row } from './types.ts';

const MOST_JOINS = 2;

/** Source: SOQL reference, "Considerations for Semi-Join and Anti-Join Queries". */
const UNJOINABLE: ReadonlySet<string> = new Set(['ActivityHistory', 'Attachment', 'Event', 'Note', 'OpenActivity', 'Task']);

/** Checks where subqueries may stand in a WHERE clause.
 *  @throws SoqlError MALFORMED_QUERY */
export function checkJoins(where: Condition): void {
  if (count(where) > MOST_JOINS) throw malformed(`Maximum ${MOST_JOINS} semi join sub-selects are allowed`);
  if (where.kind === 'or' && where.conditions.some((part) => count(part) > 0))
    throw malformed("Semi join sub-selects are not allowed with the 'OR' operator");
  const tops = where.kind === 'and' ? where.conditions : [where];
  if (tops.some((part) => part.kind !== 'join' && count(part) > 0))
    throw malformed('Semi join sub-selects are only allowed at the top level WHERE expressions and not in nested WHERE expressions');
}

function count(condition: Condition): number {
  switch (condition.kind) {
    case 'join':
      return 1;
    case 'comparison':
      return 0;
    case 'not':
      return count(condition.condition);
    case 'and':
    case 'or':
    default:
      return condition.conditions.reduce((total, part) => total + count(part), 0);
  }
}

/** Compiles a SELECT into its rows. */
export type Select = (scope: Scope) => () => readonly Row[];

/** Compiles `field IN (SELECT …)`: the subquery runs once, at the first row.
 *  Nulls of the subquery match nothing; a null field is in no list, so NOT IN finds it. */
export function compileJoin(join: Join, scope: Scope, select: Select): Predicate<Row> {
  const left = outerField(join, scope);
  const inner = innerScope(join.query, scope);
  const selected = innerField(join.query, inner);
  if (!sameTarget(left, selected))
    throw malformed(
      `The selected field '${selected.field.name}' in the subquery and the left operand field in the where expression in the outer query '${left.field.name}' should point to the same object type`,
    );
  const rows = select(inner);
  let ids: ReadonlySet<unknown> | undefined;
  const wanted = join.operator === 'IN';
  return (row) => {
    ids ??= new Set(rows().map(selected.read));
    const id = left.read(row);
    return (id !== null && ids.has(id)) === wanted;
  };
}

function outerField({ left }: Join, scope: Scope): BoundField {
  if (left.kind !== 'path') throw malformed(`unexpected function: ${left.text}`);
  const bound = bindField(left, scope);
  if (bound.hops.length > 0) throw malformed(`The left operand '${left.text}' cannot have more than one level of relationships`);
  if (!isId(bound))
    throw malformed(`The left operand field in the where expression for outer query should be an id field, cannot use: '${left.text}'`);
  return bound;
}

function innerScope(query: Query, { context, object }: Scope): Scope {
  if (query.where && count(query.where) > 0) throw malformed('Nesting of semi join sub-selects is not supported');
  const inner = bindObject(query.from, context, query.text);
  if (UNJOINABLE.has(inner.name))
    throw errorAt(
      'MALFORMED_QUERY',
      { text: query.text, at: query.from.at },
      `Entity '${inner.name}' is not supported for semi join inner selects`,
    );
  if (inner.name === object.name) throw malformed('The inner and outer selects should not be on the same object type');
  return { query, context, object: inner };
}

function innerField(query: Query, scope: Scope): BoundField {
  const path = onlyPath(query);
  const bound = bindField(path, scope);
  if (bound.hops.length > 0) throw malformed(`The inner select field '${path.text}' cannot have more than one level of relationships`);
  if (!isId(bound)) throw malformed(`semi join sub-selects can only query id fields, cannot use: '${path.text}'`);
  return bound;
}

function onlyPath({ select }: Query): Path {
  const [item, more] = select;
  if (item?.kind !== 'expression' || item.expression.kind !== 'path' || more)
    throw malformed('semi join sub-selects must select a single id field');
  return item.expression;
}

function isId({ field }: BoundField): boolean {
  return field.type === 'id' || field.type === 'reference';
}

function sameTarget(left: BoundField, right: BoundField): boolean {
  const targets = new Set(targetsOf(left));
  return targetsOf(right).some((target) => targets.has(target));
}

function targetsOf({ field, owner }: BoundField): readonly string[] {
  return field.type === 'id' ? [owner.name] : (field.referenceTo ?? []);
}
