import type { FieldSpec } from './fields.ts';
import { boolean, decimal, field, personal, picklist, readOnly, reference, required, system, text, textArea } from './fields.ts';

export const id = (label: string): FieldSpec => field('id', 'Id', label, { ...system, idLookup: true });

export const isDeleted: FieldSpec = boolean('IsDeleted', 'Deleted', system);

export const masterRecord = (object: string): FieldSpec =>
  reference('MasterRecordId', 'Master Record ID', [object], { ...readOnly, searchPrefilterable: false });

/** Who made the record and who changed it last, and when. */
export const audit: readonly FieldSpec[] = [
  field('datetime', 'CreatedDate', 'Created Date', system),
  userReference('CreatedById', 'Created By ID'),
  field('datetime', 'LastModifiedDate', 'Last Modified Date', system),
  userReference('LastModifiedById', 'Last Modified By ID'),
  field('datetime', 'SystemModstamp', 'System Modstamp', system),
];

export const recency: readonly FieldSpec[] = [
  field('datetime', 'LastViewedDate', 'Last Viewed Date', readOnly),
  field('datetime', 'LastReferencedDate', 'Last Referenced Date', readOnly),
];

export const lastActivity: FieldSpec = field('date', 'LastActivityDate', 'Last Activity', readOnly);

/** Salesforce allows queues to own some objects; then the owner is a `Group` or a `User`. */
export function owner(label = 'Owner ID', others: readonly string[] = []): FieldSpec {
  const polymorphic = others.length > 0;
  return reference('OwnerId', label, [...others, 'User'], {
    ...required,
    defaultedOnCreate: true,
    searchPrefilterable: false,
    namePointing: polymorphic,
    polymorphicForeignKey: polymorphic,
  });
}

/** Currencies of the demo org; the first is the corporate one. */
export const currencyCodes = ['EUR', 'USD', 'GBP'] as const;

export const currencyIsoCode: FieldSpec = picklist(
  'CurrencyIsoCode',
  'Currency ISO Code',
  3,
  ['*EUR|EUR - Euro', 'USD|USD - U.S. Dollar', 'GBP|GBP - British Pound'],
  {
    permissionable: false,
    restrictedPicklist: true,
    defaultValue: null,
  },
);

const accuracies = [
  'Address',
  'NearAddress',
  'Block',
  'Street',
  'ExtendedZip',
  'Zip',
  'Neighborhood',
  'City',
  'County',
  'State',
  'Unknown',
];

/** Nine fields: the components of an address and the compound that shows them as one. */
export function address(prefix: string, classed = false): readonly FieldSpec[] {
  const part = { compoundFieldName: `${prefix}Address`, ...(classed && { class: personal }) };
  const label = (name: string) => (prefix === '' ? name : `${prefix} ${name}`);
  return [
    textArea(`${prefix}Street`, label('Street'), 255, part),
    text(`${prefix}City`, label('City'), 40, part),
    text(`${prefix}State`, label('State/Province'), 80, part),
    text(`${prefix}PostalCode`, label('Zip/Postal Code'), 20, part),
    text(`${prefix}Country`, label('Country'), 80, part),
    decimal('double', `${prefix}Latitude`, label('Latitude'), 18, 15, part),
    decimal('double', `${prefix}Longitude`, label('Longitude'), 18, 15, part),
    picklist(`${prefix}GeocodeAccuracy`, label('Geocode Accuracy'), 40, accuracies, { ...part, restrictedPicklist: true }),
    field('address', `${prefix}Address`, label('Address'), { ...readOnly, permissionable: true, queryByDistance: true }),
  ];
}

/** Salutation, first and last name, and the full name that is made from them. */
export function personName(salutations: readonly string[]): readonly FieldSpec[] {
  const part = { compoundFieldName: 'Name', extraTypeInfo: 'personname', permissionable: false };
  return [
    text('LastName', 'Last Name', 80, { ...part, nillable: false }),
    text('FirstName', 'First Name', 40, part),
    picklist('Salutation', 'Salutation', 40, salutations, part),
    text('Name', 'Full Name', 121, { ...readOnly, nillable: false, nameField: true, extraTypeInfo: 'personname' }),
  ];
}

function userReference(name: string, label: string): FieldSpec {
  return reference(name, label, ['User'], { ...system, searchPrefilterable: false });
}
