import { ConnectorError, type Access, type RowFilter } from '@causeway/core';
import { all, isGrouped, type ChildrenExpression, type Condition, type Order, type Selected, type Statement } from './statement.ts';
import { asFilter, createTally, type Tally } from './tally.ts';
import { childrenColumn, columnOf, isNumbered, type Column } from './columns.ts';
import { restrict, type Restrictions } from './restrict.ts';
import type { Lookup, Resolved } from './resolve.ts';
import type { ObjectMeta } from '../metadata/object-meta.ts';
import { currencyOf } from './currency.ts';
import { expandFields } from './expand-fields.ts';
import { resolveExpression, type ResolvedExpression } from './expression.ts';
import { quote, type Literal } from './literal.ts';
import { fullId } from './value.ts';

/** A statement that was judged: everything it touches is known, and the row filters are in it. */
export interface Analysis {
  /** With names in declared case, FIELDS() spelled out, and the restrictions added. */
  readonly statement: Statement;
  readonly object: ObjectMeta;
  readonly columns: readonly Column[];
  /** Every field that is named, in the order of the text. */
  readonly fields: readonly Resolved[];
  readonly access: readonly Access[];
  /** Objects whose row filters are in the statement. */
  readonly restricted: readonly string[];
}

/** Judges a statement against what the user may see. Throws a ConnectorError for what is not there or cannot be judged. */
export async function analyse(lookup: Lookup, statement: Statement, filters: readonly RowFilter[] = []): Promise<Analysis> {
  const tally = createTally();
  const restrictions: Restrictions = { filters, applied: new Set() };
  const object = await lookup.describe(statement.object);
  const scoped = await analyseScope({ lookup, tally, restrictions, object, depth: 0 }, { ...statement, object: object.name });
  return { ...scoped, object, access: tally.access(), restricted: [...restrictions.applied] };
}

type Compared = Literal | readonly Literal[];

interface Scope {
  readonly lookup: Lookup;
  readonly tally: Tally;
  readonly restrictions: Restrictions;
  readonly object: ObjectMeta;
  readonly depth: number;
}

interface Scoped {
  readonly statement: Statement;
  readonly columns: readonly Column[];
  readonly fields: readonly Resolved[];
}

async function analyseScope(scope: Scope, given: Statement): Promise<Scoped> {
  const { lookup, tally, restrictions, object } = scope;
  const fields: Resolved[] = [];
  const selected = await analyseSelected(scope, given, fields);
  const where = await analyseCondition(scope, given.where, fields);
  const having = await analyseCondition(scope, given.having, fields);
  const groupBy = [];
  for (const expression of given.groupBy ?? []) {
    const resolved = await resolveExpression(lookup, object, expression);
    tally.filter(resolved.fields.flatMap(({ sources }) => sources));
    fields.push(...resolved.fields);
    groupBy.push(resolved.expression);
  }
  const orderBy: Order[] = [];
  for (const order of given.orderBy ?? []) {
    const resolved = await resolveExpression(lookup, object, order.by);
    tally.filter(resolved.fields.flatMap(({ sources }) => sources));
    fields.push(...resolved.fields);
    orderBy.push({ ...order, by: resolved.expression });
  }
  const statement = {
    ...given,
    fields: selected.fields,
    where: all([where, await restrict(lookup, restrictions, object, fields)]),
    having,
    groupBy,
    orderBy,
  };
  return { statement, columns: selected.columns, fields };
}

async function analyseSelected(scope: Scope, given: Statement, fields: Resolved[]) {
  const { lookup, tally, object } = scope;
  const grouped = isGrouped(given);
  const kept: Selected[] = [];
  const columns: Column[] = [];
  let unnamed = 0;
  const wanted = [...expandFields(given.fields, object, tally)];
  for (const selected of wanted) {
    if (selected.kind === 'children') {
      const children = await analyseChildren(scope, selected);
      kept.push(children.selected);
      columns.push(children.column);
      continue;
    }
    const resolved = await resolveExpression(lookup, object, selected);
    tally.read(resolved.fields.flatMap(({ sources }) => sources));
    fields.push(...resolved.fields);
    const column = columnOf(resolved, selected.alias, { grouped, unnamed });
    if (isNumbered(resolved, selected.alias)) unnamed += 1;
    if (columns.some(({ name }) => name === column.name)) continue;
    kept.push({ ...resolved.expression, ...(selected.alias === undefined ? {} : { alias: selected.alias }) });
    columns.push(column);
    const currency = grouped ? undefined : await currencyOf(lookup, resolved);
    if (currency !== undefined && !wanted.includes(currency)) wanted.push(currency);
  }
  return { fields: kept, columns };
}

async function analyseChildren(scope: Scope, { statement }: ChildrenExpression): Promise<{ selected: Selected; column: Column }> {
  const child = scope.object.child(statement.object);
  if (child?.relationshipName === null || child === undefined || scope.depth > 0)
    throw new ConnectorError(
      'invalid_input',
      `${scope.object.name} has no child relationship ${statement.object} that this user may see.`,
      {
        hint: `Use describe_object on ${scope.object.name} to see its relationships.`,
      },
    );
  const object = await scope.lookup.describe(child.childSObject);
  const inner = await analyseScope({ ...scope, object, depth: scope.depth + 1 }, { ...statement, object: child.relationshipName });
  return { selected: { kind: 'children', statement: inner.statement }, column: childrenColumn(child.relationshipName, inner.columns) };
}

async function analyseCondition(scope: Scope, condition: Condition | undefined, fields: Resolved[]): Promise<Condition | undefined> {
  if (condition === undefined) return undefined;
  if (condition.kind === 'not') return { kind: 'not', part: (await analyseCondition(scope, condition.part, fields)) as Condition };
  if (condition.kind === 'and' || condition.kind === 'or') {
    const parts: Condition[] = [];
    for (const part of condition.parts) parts.push((await analyseCondition(scope, part, fields)) as Condition);
    return { kind: condition.kind, parts };
  }
  const left = await resolveExpression(scope.lookup, scope.object, condition.left);
  scope.tally.filter(left.fields.flatMap(({ sources }) => sources));
  fields.push(...left.fields);
  if (condition.kind === 'compare') return { ...condition, left: left.expression, right: withFullIds(left, condition.right) };
  const object = await scope.lookup.describe(condition.statement.object);
  const within = { ...scope, tally: asFilter(scope.tally), object, depth: scope.depth + 1 };
  const inner = await analyseScope(within, { ...condition.statement, object: object.name });
  return { ...condition, left: left.expression as typeof condition.left, statement: inner.statement };
}

/** Ids of 15 characters in their form of 18, so that each record goes by one name. */
function withFullIds({ expression, fields }: ResolvedExpression, right: Compared): Compared {
  const type = expression.kind === 'field' ? fields[0]?.meta.type : undefined;
  if (type !== 'id' && type !== 'reference') return right;
  const full = (literal: Literal): Literal => (/^'[A-Za-z0-9]{15}'$/.test(literal) ? quote(fullId(literal.slice(1, -1))) : literal);
  return typeof right === 'string' ? full(right) : right.map(full);
}
