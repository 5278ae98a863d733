import { shaped } from './shaped.ts';
import { z } from 'zod';

/** A field, in the members of Salesforce's describe that are used here. */
const fieldShape = z.object({
  name: z.string(),
  label: z.string(),
  type: z.string(),
  length: z.number().default(0),
  referenceTo: z.array(z.string()).default([]),
  relationshipName: z.string().nullable().default(null),
  compoundFieldName: z.string().nullable().default(null),
  picklistValues: z.array(z.object({ active: z.boolean(), value: z.string() })).default([]),
  restrictedPicklist: z.boolean().default(false),
  nameField: z.boolean().default(false),
  externalId: z.boolean().default(false),
  idLookup: z.boolean().default(false),
  unique: z.boolean().default(false),
  custom: z.boolean().default(false),
  calculated: z.boolean().default(false),
  nillable: z.boolean().default(true),
  defaultedOnCreate: z.boolean().default(false),
  createable: z.boolean().default(false),
  updateable: z.boolean().default(false),
  filterable: z.boolean().default(false),
  sortable: z.boolean().default(false),
  groupable: z.boolean().default(false),
  aggregatable: z.boolean().default(false),
  htmlFormatted: z.boolean().default(false),
});

export type FieldMeta = Readonly<z.output<typeof fieldShape>>;

const childShape = z.object({ childSObject: z.string(), field: z.string(), relationshipName: z.string().nullable().default(null) });

export type ChildMeta = Readonly<z.output<typeof childShape>>;

const flags = {
  name: z.string(),
  label: z.string(),
  keyPrefix: z.string().nullable().default(null),
  custom: z.boolean().default(false),
  queryable: z.boolean().default(false),
  searchable: z.boolean().default(false),
  createable: z.boolean().default(false),
  updateable: z.boolean().default(false),
  deletable: z.boolean().default(false),
};

const describeShape = z.object({
  ...flags,
  fields: z.array(fieldShape),
  childRelationships: z.array(childShape).nullable().default([]),
});

const globalShape = z.object({ sobjects: z.array(z.object(flags)) });

/** An object as the global describe lists it. */
export type ObjectEntry = Readonly<z.output<typeof globalShape>['sobjects'][number]>;

/** An object with what the user may see of it. Look-ups ignore case. */
export interface ObjectMeta extends ObjectEntry {
  readonly fields: readonly FieldMeta[];
  readonly children: readonly ChildMeta[];
  field(name: string): FieldMeta | undefined;
  /** The reference behind a relationship to a parent: `Owner`. */
  parent(relationship: string): FieldMeta | undefined;
  child(relationship: string): ChildMeta | undefined;
  /** The field that names a record: `Name`, `CaseNumber`. */
  readonly nameField: FieldMeta | undefined;
}

/** Which names may be used at all. */
export interface NameBounds {
  allowsObject(object: string): boolean;
  allowsField(object: string, field: string): boolean;
}

/** Reads a describe, without what is out of bounds. Throws `unavailable` when it is not one. */
export function toObjectMeta(answer: unknown, bounds: NameBounds): ObjectMeta {
  const { fields: all, childRelationships, ...rest } = shaped(describeShape, answer);
  const fields = all.filter(({ name }) => bounds.allowsField(rest.name, name));
  const children = (childRelationships ?? []).filter(({ childSObject }) => bounds.allowsObject(childSObject));
  const byName = new Map(fields.map((field) => [field.name.toLowerCase(), field]));
  const byParent = new Map(fields.map((field) => [field.relationshipName?.toLowerCase(), field]));
  const byChild = new Map(children.map((child) => [child.relationshipName?.toLowerCase(), child]));
  return {
    ...rest,
    fields,
    children,
    field: (name) => byName.get(name.toLowerCase()),
    parent: (relationship) => byParent.get(relationship.toLowerCase()),
    child: (relationship) => byChild.get(relationship.toLowerCase()),
    nameField: fields.find(({ nameField }) => nameField),
  };
}

/** Reads a global describe, without what is out of bounds. Throws `unavailable` when it is not one. */
export function toObjectEntries(answer: unknown, bounds: NameBounds): readonly ObjectEntry[] {
  return shaped(globalShape, answer).sobjects.filter(({ name }) => bounds.allowsObject(name));
}
