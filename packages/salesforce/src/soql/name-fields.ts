import type { FieldMeta } from '../metadata/object-meta.ts';

/** Fields of the object `Name`, through which a reference to several objects is read (Salesforce object reference). */
const types: Readonly<Record<string, string>> = {
  Id: 'id',
  Name: 'string',
  Type: 'string',
  FirstName: 'string',
  LastName: 'string',
  Title: 'string',
  Email: 'email',
  Phone: 'phone',
  Username: 'string',
  Alias: 'string',
  IsActive: 'boolean',
};

const common = {
  length: 0,
  referenceTo: [],
  relationshipName: null,
  compoundFieldName: null,
  picklistValues: [],
  restrictedPicklist: false,
  externalId: false,
  idLookup: false,
  unique: false,
  custom: false,
  calculated: false,
  nillable: true,
  defaultedOnCreate: false,
  createable: false,
  updateable: false,
  filterable: true,
  sortable: true,
  groupable: true,
  aggregatable: true,
  htmlFormatted: false,
} as const;

export const nameFields: ReadonlyMap<string, FieldMeta> = new Map(
  Object.entries(types).map(([name, type]): [string, FieldMeta] => [
    name.toLowerCase(),
    { ...common, name, label: name, type, nameField: name === 'Name', referenceTo: [], picklistValues: [] },
  ]),
);
