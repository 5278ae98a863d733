import type { ChildRelationship, Field, FieldClass, ObjectType } from '../model.ts';
import type { SoqlCatalog } from '../soql/types.ts';
import type { FieldSpec } from './fields.ts';
import type { ObjectSpec } from './object-spec.ts';
import { businessFlags } from './object-spec.ts';

/** The objects of an org. Look-ups ignore case. */
export interface Catalog extends SoqlCatalog {
  object(name: string): ObjectType | undefined;
  /** In order of name. */
  readonly objects: readonly ObjectType[];
  /** By the first three characters of an id. */
  byPrefix(id: string): ObjectType | undefined;
}

/** Completes the objects with the other end of every reference. */
export function createCatalog(specs: readonly ObjectSpec[]): Catalog {
  const objects = specs.map((spec) => createObject(spec, specs)).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const byName = new Map(objects.map((object) => [object.name.toLowerCase(), object]));
  const byPrefix = new Map(objects.map((object) => [object.keyPrefix, object]));
  return {
    objects,
    object: (name) => byName.get(name.toLowerCase()),
    byPrefix: (id) => byPrefix.get(id.slice(0, 3)),
  };
}

function createObject(spec: ObjectSpec, specs: readonly ObjectSpec[]): ObjectType {
  const fields = spec.fields.map((entry) => entry.field);
  const byName = new Map(fields.map((field) => [field.name.toLowerCase(), field]));
  return {
    ...businessFlags,
    ...spec.flags,
    name: spec.name,
    label: spec.label,
    labelPlural: spec.labelPlural,
    keyPrefix: spec.keyPrefix,
    custom: spec.name.endsWith('__c'),
    sharing: spec.sharing ?? 'write',
    links: spec.links ?? {},
    fields,
    childRelationships: specs.flatMap((child) => child.fields.flatMap((entry) => relationship(spec, child, entry))),
    ...(spec.requiredFilter && { requiredFilter: spec.requiredFilter }),
    field: (name: string): Field | undefined => byName.get(name.toLowerCase()),
    classes: Object.fromEntries(
      spec.fields.flatMap((entry): [string, FieldClass][] => (entry.class ? [[entry.field.name, entry.class]] : [])),
    ),
  };
}

function relationship(parent: ObjectSpec, child: ObjectSpec, { field, children }: FieldSpec): readonly ChildRelationship[] {
  if (!field.referenceTo.includes(parent.name) || !children || !Object.hasOwn(children, parent.name)) return [];
  const { name, onDelete } = children[parent.name]!;
  return [
    {
      cascadeDelete: onDelete === 'cascade',
      childSObject: child.name,
      deprecatedAndHidden: false,
      field: field.name,
      junctionIdListNames: [],
      junctionReferenceTo: [],
      relationshipName: name,
      restrictedDelete: onDelete === 'restrict',
    },
  ];
}
