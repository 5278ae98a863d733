import type { Path, Query } from './ast.ts';
import { compoundReader } from './compound.ts';
import { NAME_OBJECT, indexOf } from './describe-index.ts';
import type { ObjectIndex } from './describe-index.ts';
import { errorAt, malformed } from './error.ts';
import type { SoqlError } from './error.ts';
import type { FieldMeta, Row, SoqlContext } from './types.ts';

/** One SELECT in its surroundings: names in it are looked up here. */
export interface Scope {
  readonly object: ObjectIndex;
  readonly query: Query;
  /** The rows to choose from, in order; all of the object's when absent. */
  readonly among?: readonly Row[];
  readonly context: SoqlContext;
}

/** A record and the object it is of; behind a polymorphic relationship this differs from row to row. */
export interface Found {
  readonly object: ObjectIndex;
  readonly row: Row;
}

/** One step to a parent. */
export interface Hop {
  /** Relationship name in declared case. */
  readonly name: string;
  /** What its names are looked up in: the parent's object, or `Name` where that is not one object. */
  readonly object: ObjectIndex;
  readonly parent: (from: Found) => Found | undefined;
}

/** A field reached from the object of a SELECT. */
export interface BoundField {
  readonly kind: 'field';
  readonly field: FieldMeta;
  readonly owner: ObjectIndex;
  readonly hops: readonly Hop[];
  readonly path: Path;
  /** The field's value, null when it or a parent on the way is missing. */
  readonly read: (row: Row) => unknown;
  /** The same from the record that has the field. */
  readonly readOwn: (found: Found) => unknown;
}

const MAX_HOPS = 5;
const SEE_DESCRIBE = 'Please reference your WSDL or the describe call for the appropriate names.';

/** Finds the object of a FROM.
 *  @throws SoqlError INVALID_TYPE */
export function bindObject(path: Path, context: SoqlContext, text: string): ObjectIndex {
  const meta = context.catalog.object(path.text);
  if (!meta || context.viewer.canReadObject?.(meta.name) === false)
    throw errorAt(
      'INVALID_TYPE',
      { text, at: path.at },
      `sObject type '${path.text}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. ${SEE_DESCRIBE}`,
    );
  return indexOf(meta);
}

/** Resolves a dotted name to a field.
 *  @throws SoqlError INVALID_FIELD for what does not exist or may not be seen */
export function bindField(path: Path, scope: Scope): BoundField {
  const names = withoutPrefix(path, scope);
  const last = names.at(-1) ?? '';
  const hops = bindHops(names.slice(0, -1), path, scope);
  const owner = hops.at(-1)?.object ?? scope.object;
  const field = visibleField(owner, last, scope);
  if (!field) throw noSuchColumn(path, last, owner, scope);
  const readOwn = owner === NAME_OBJECT ? nameReader(field, scope) : ownReader(field, owner);
  return { kind: 'field', field, owner, hops, path, readOwn, read: readFrom(scope.object, hops, readOwn) };
}

/** Resolves the parents on the way to a field or of a TYPEOF. */
export function bindHops(names: readonly string[], path: Path, scope: Scope): readonly Hop[] {
  if (names.length > MAX_HOPS)
    throw malformed(`The relationship path '${path.text}' has more than ${MAX_HOPS} levels of parent relationships.`);
  const hops: Hop[] = [];
  for (const name of names) hops.push(bindHop(name, hops.at(-1)?.object ?? scope.object, path, scope));
  return hops;
}

/** Leaves out the SELECT's own object or alias in front of a name. A relationship of that name comes first. */
export function withoutPrefix({ names }: Path, { query, object }: Scope): readonly string[] {
  const first = names[0]?.toLowerCase();
  if (names.length === 1) return names;
  if (first === query.alias?.toLowerCase()) return names.slice(1);
  const own = first === object.name.toLowerCase() || first === query.from.text.toLowerCase();
  return own && !object.relationship(names[0] ?? '') ? names.slice(1) : names;
}

function bindHop(name: string, from: ObjectIndex, path: Path, scope: Scope): Hop {
  const { catalog, viewer } = scope.context;
  const relation = from.relationship(name);
  const readable = (target: string) => viewer.canReadObject?.(target) !== false;
  const targets = (relation?.referenceTo ?? []).flatMap((target) => {
    const meta = readable(target) ? catalog.object(target) : undefined;
    return meta ? [indexOf(meta)] : [];
  });
  const [only] = targets;
  if (!relation || !only || !maySee(from, relation, scope)) throw noSuchRelationship(path, name, scope);
  const polymorphic = relation.polymorphicForeignKey ?? (relation.referenceTo?.length ?? 0) > 1;
  return {
    name: relation.relationshipName ?? name,
    object: polymorphic ? NAME_OBJECT : only,
    parent: parentFinder(relation, targets, scope),
  };
}

function parentFinder(relation: FieldMeta, targets: readonly ObjectIndex[], { context }: Scope): Hop['parent'] {
  return ({ row }) => {
    const id = row[relation.name];
    if (typeof id !== 'string') return undefined;
    for (const object of targets) {
      const parent = context.data.byId(object.name, id);
      if (parent) return { object, row: parent };
    }
    return undefined;
  };
}

function visibleField(owner: ObjectIndex, name: string, scope: Scope): FieldMeta | undefined {
  const field = owner.field(name);
  return field && maySee(owner, field, scope) ? field : undefined;
}

/** Whether the viewer may read the field. The fields of `Name` are judged where the actual object is known. */
export function maySee(owner: ObjectIndex, field: FieldMeta, { context }: Scope): boolean {
  return owner === NAME_OBJECT || context.viewer.canReadField?.(owner.name, field.name) !== false;
}

function readFrom(object: ObjectIndex, hops: readonly Hop[], readOwn: BoundField['readOwn']): (row: Row) => unknown {
  if (hops.length === 0) return (row) => readOwn({ object, row });
  return (row) => {
    const found = follow(hops, { object, row });
    return found ? readOwn(found) : null;
  };
}

/** Goes up to the last parent; undefined when one on the way is missing. */
export function follow(hops: readonly Hop[], from: Found): Found | undefined {
  let found: Found | undefined = from;
  for (const hop of hops) {
    found = hop.parent(found);
    if (!found) return undefined;
  }
  return found;
}

function ownReader(field: FieldMeta, owner: ObjectIndex): (found: Found) => unknown {
  const compound = compoundReader(field, owner);
  const { name } = field;
  return compound ? ({ row }) => compound(row) : ({ row }) => row[name] ?? null;
}

function nameReader(field: FieldMeta, scope: Scope): (found: Found) => unknown {
  return ({ object, row }) => {
    if (field.name === 'Type' && object !== NAME_OBJECT) return object.name;
    const actual = field.nameField ? object.nameField : object.field(field.name);
    return actual && maySee(object, actual, scope) ? (row[actual.name] ?? null) : null;
  };
}

function noSuchColumn(path: Path, name: string, owner: ObjectIndex, { query }: Scope): SoqlError {
  return errorAt(
    'INVALID_FIELD',
    { text: query.text, at: path.at },
    `No such column '${name}' on entity '${owner.name}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. ${SEE_DESCRIBE}`,
  );
}

function noSuchRelationship(path: Path, name: string, { query }: Scope): SoqlError {
  return errorAt(
    'INVALID_FIELD',
    { text: query.text, at: path.at },
    `Didn't understand relationship '${name}' in field path. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. ${SEE_DESCRIBE}`,
  );
}
