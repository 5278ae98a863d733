import type { ChildRelationshipMeta, FieldMeta, ObjectMeta } from './types.ts';

/** An object's description, searchable by names in any case. */
export interface ObjectIndex {
  readonly name: string;
  readonly meta: ObjectMeta;
  readonly field: (name: string) => FieldMeta | undefined;
  /** The reference field behind a relationship name. */
  readonly relationship: (name: string) => FieldMeta | undefined;
  readonly children: (relationshipName: string) => ChildRelationshipMeta | undefined;
  /** Stored parts of a compound field. */
  readonly components: (compound: string) => readonly FieldMeta[];
  readonly nameField: FieldMeta | undefined;
}

const indexes = new WeakMap<ObjectMeta, ObjectIndex>();

/** Indexes a description once; later calls with the same description cost a lookup. */
export function indexOf(meta: ObjectMeta): ObjectIndex {
  const known = indexes.get(meta);
  if (known) return known;
  const index = build(meta);
  indexes.set(meta, index);
  return index;
}

function build(meta: ObjectMeta): ObjectIndex {
  const fields = byName(meta.fields, (field) => field.name);
  const relationships = byName(meta.fields, (field) => field.relationshipName);
  const children = byName(meta.childRelationships, (child) => child.relationshipName);
  return {
    name: meta.name,
    meta,
    field: (name) => fields.get(name.toLowerCase()),
    relationship: (name) => relationships.get(name.toLowerCase()),
    children: (name) => children.get(name.toLowerCase()),
    components: (compound) => meta.fields.filter((field) => field.compoundFieldName === compound && field.name !== compound),
    nameField: meta.fields.find((field) => field.nameField) ?? fields.get('name'),
  };
}

function byName<T>(items: readonly T[], nameOf: (item: T) => string | null | undefined): ReadonlyMap<string, T> {
  return new Map(
    items.flatMap((item) => {
      const name = nameOf(item);
      return name ? [[name.toLowerCase(), item] as const] : [];
    }),
  );
}

function field(name: string, type: string, more: Partial<FieldMeta> = {}): FieldMeta {
  return { name, type, filterable: true, sortable: true, groupable: true, aggregatable: true, ...more };
}

/** What a polymorphic relationship offers, whatever it points to. Source: object reference, "Name". */
export const NAME_OBJECT: ObjectIndex = indexOf({
  name: 'Name',
  childRelationships: [],
  fields: [
    field('Id', 'id'),
    field('Name', 'string', { nameField: true }),
    field('Type', 'picklist'),
    field('FirstName', 'string'),
    field('LastName', 'string'),
    field('Alias', 'string'),
    field('Email', 'email'),
    field('Phone', 'phone'),
    field('Title', 'string'),
    field('Username', 'string'),
    field('IsActive', 'boolean'),
    field('LastViewedDate', 'datetime'),
    field('LastReferencedDate', 'datetime'),
    field('ProfileId', 'reference', { relationshipName: 'Profile', referenceTo: ['Profile'] }),
    field('RecordTypeId', 'reference', { relationshipName: 'RecordType', referenceTo: ['RecordType'] }),
    field('UserRoleId', 'reference', { relationshipName: 'UserRole', referenceTo: ['UserRole'] }),
  ],
});
