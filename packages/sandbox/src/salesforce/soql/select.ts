import type { Expression, Path, SelectItem, TypeofItem } from './ast.ts';
import { bindField, bindHops, maySee, withoutPrefix } from './bind.ts';
import type { BoundField, Found, Hop, Scope } from './bind.ts';
import { NAME_OBJECT, indexOf } from './describe-index.ts';
import { SoqlError, errorAt, malformed } from './error.ts';
import { bindOperand } from './operand.ts';
import { createShape, write } from './shape.ts';
import type { Shape } from './shape.ts';
import type { Row, SoqlChildren } from './types.ts';

/** Answers the children of a record for a subquery in SELECT. */
export interface ChildQuery {
  /** Relationship name in declared case. */
  readonly name: string;
  readonly of: (parent: Row) => SoqlChildren | null;
}

/** Compiles SELECT into the shape of its records, in the order in which it is written.
 *  @throws SoqlError for unknown, hidden and repeated fields, and for aliases where SOQL takes none */
export function compileSelect(scope: Scope, childQuery: (item: Extract<SelectItem, { kind: 'children' }>) => ChildQuery): Shape {
  const shape = createShape();
  for (const item of scope.query.select) {
    switch (item.kind) {
      case 'expression':
        addExpression(shape, item.expression, item.alias, scope);
        break;
      case 'children': {
        const children = childQuery(item);
        addOnce(shape, children.name, ({ row }) => children.of(row));
        break;
      }
      case 'typeof':
        addTypeof(shape, item, scope);
        break;
      case 'fields':
        for (const bound of allFields(item.group, item.at, scope)) addOnce(shape, bound.field.name, bound.readOwn);
    }
  }
  return shape;
}

function addOnce(shape: Shape, key: string, read: (found: Found, root: Row) => unknown): void {
  if (!shape.add(key, read)) throw new SoqlError('INVALID_FIELD', `duplicate field selected: ${key}`);
}

function addExpression(shape: Shape, expression: Expression, alias: string | undefined, scope: Scope): void {
  if (expression.kind === 'path') {
    if (alias !== undefined) throw malformed('only aggregate expressions use field aliasing');
    const bound = bindField(expression, scope);
    const target = shapeAt(shape, bound.hops);
    if (!target.add(bound.field.name, bound.readOwn)) throw new SoqlError('INVALID_FIELD', `duplicate field selected: ${expression.text}`);
    return;
  }
  const { bound, read } = bindOperand(expression, scope);
  const target = alias === undefined && bound ? shapeAt(shape, bound.hops) : shape;
  addOnce(target, alias ?? bound?.field.name ?? shape.unnamed(), (_, root) => read(root));
}

/** The shape of the last parent on a path. */
function shapeAt(shape: Shape, hops: readonly Hop[]): Shape {
  return hops.reduce((current, hop) => current.parent(hop), shape);
}

function addTypeof(shape: Shape, { path, branches, otherwise }: TypeofItem, scope: Scope): void {
  const hops = bindHops(withoutPrefix(path, scope), path, scope);
  const last = hops.at(-1);
  if (!last || last.object !== NAME_OBJECT)
    throw malformed(`TYPEOF is only valid on polymorphic relationships, cannot use: '${path.text}'`);
  const shapes = new Map(branches.map(({ type, fields }) => branchShape(type, fields, scope)));
  const fallback = otherwise && fieldsShape(otherwise, { ...scope, object: NAME_OBJECT });
  addOnce(shapeAt(shape, hops.slice(0, -1)), last.name, (found, root) => {
    const parent = last.parent(found);
    const branch = parent && shapes.get(parent.object.name);
    if (parent && branch) return write(branch, parent, root, scope.context, parent.object.name);
    return parent && fallback ? write(fallback, parent, root, scope.context, NAME_OBJECT.name) : null;
  });
}

function branchShape(type: Path, fields: readonly Path[], scope: Scope): readonly [string, Shape] {
  const meta = scope.context.catalog.object(type.text);
  if (!meta) throw errorAt('INVALID_TYPE', { text: scope.query.text, at: type.at }, `sObject type '${type.text}' is not supported.`);
  return [meta.name, fieldsShape(fields, { ...scope, object: indexOf(meta) })];
}

function fieldsShape(fields: readonly Path[], scope: Scope): Shape {
  const shape = createShape();
  for (const field of fields) addExpression(shape, field, undefined, scope);
  return shape;
}

const GROUPS: Readonly<Record<string, (custom: boolean) => boolean>> = {
  ALL: () => true,
  CUSTOM: (custom) => custom,
  STANDARD: (custom) => !custom,
};
const MOST_UNBOUNDED = 200;

function allFields(group: string, at: number, scope: Scope): readonly BoundField[] {
  const { object, query } = scope;
  const belongs = GROUPS[group];
  if (!belongs) throw malformed(`Invalid FIELDS function: ${group}`);
  if (group !== 'STANDARD' && (query.limit === undefined || query.limit > MOST_UNBOUNDED))
    throw malformed(`The SOQL FIELDS function must have a LIMIT of at most ${MOST_UNBOUNDED}`);
  return object.meta.fields
    .filter((field) => belongs(field.custom ?? field.name.endsWith('__c')) && maySee(object, field, scope))
    .map(({ name }) => bindField({ kind: 'path', text: name, names: [name], at }, scope));
}
