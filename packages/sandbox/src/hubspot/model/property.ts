/** A property as the properties API shows it. Key order and optional keys as in recorded traffic. */
export interface Property {
  readonly updatedAt: string;
  readonly createdAt: string;
  readonly name: string;
  readonly label: string;
  readonly type: PropertyType;
  readonly fieldType: string;
  readonly description: string;
  readonly groupName: string;
  readonly options: readonly PropertyOption[];
  readonly referencedObjectType?: string;
  readonly createdUserId?: string;
  readonly updatedUserId?: string;
  readonly displayOrder: number;
  readonly calculated: boolean;
  readonly externalOptions: boolean;
  readonly archived?: boolean;
  readonly archivedAt?: string;
  readonly hasUniqueValue: boolean;
  readonly hidden: boolean;
  readonly hubspotDefined: boolean;
  readonly showCurrencySymbol?: boolean;
  readonly modificationMetadata: {
    readonly archivable: boolean;
    readonly readOnlyDefinition: boolean;
    readonly readOnlyOptions?: boolean;
    readonly readOnlyValue: boolean;
  };
  readonly formField: boolean;
  readonly dataSensitivity: Sensitivity;
  readonly calculationFormula?: string;
}

export interface PropertyOption {
  readonly label: string;
  readonly value: string;
  readonly description?: string;
  readonly displayOrder: number;
  readonly hidden: boolean;
}

export type PropertyType =
  | 'string'
  | 'number'
  | 'enumeration'
  | 'date'
  | 'datetime'
  | 'bool'
  | 'phone_number'
  | 'object_coordinates'
  | 'json';

export type Sensitivity = 'non_sensitive' | 'sensitive' | 'highly_sensitive';

/** The short form in which the portal's properties are written down. */
export interface PropertySeed {
  readonly name: string;
  readonly label: string;
  readonly kind: keyof typeof kinds;
  readonly description?: string;
  /** Default: the object type's first group. */
  readonly group?: string;
  /** Value and label; a value alone is its own label. */
  readonly options?: readonly (string | readonly [value: string, label: string])[];
  readonly readOnly?: boolean;
  readonly hidden?: boolean;
  readonly unique?: boolean;
  readonly sensitivity?: Sensitivity;
  /** Made by the portal's admin, not by HubSpot. */
  readonly custom?: boolean;
  /** Whether the list of options can be changed although the definition cannot; most properties do not say. */
  readonly openOptions?: boolean;
  /** Made by HubSpot, but its definition can be changed. */
  readonly definable?: boolean;
  /** Valid values live elsewhere: owners, pipelines. */
  readonly external?: boolean;
  readonly referenced?: string;
}

const kinds = {
  text: ['string', 'text'],
  area: ['string', 'textarea'],
  html: ['string', 'html'],
  phone: ['string', 'phonenumber'],
  number: ['number', 'number'],
  rollup: ['number', 'calculation_rollup'],
  rolledDate: ['datetime', 'calculation_rollup'],
  score: ['number', 'calculation_score'],
  coordinates: ['object_coordinates', 'text'],
  formula: ['number', 'calculation_equation'],
  select: ['enumeration', 'select'],
  radio: ['enumeration', 'radio'],
  checkbox: ['enumeration', 'checkbox'],
  yesno: ['enumeration', 'booleancheckbox'],
  bool: ['bool', 'booleancheckbox'],
  date: ['date', 'date'],
  datetime: ['datetime', 'date'],
  stamp: ['datetime', 'calculation_read_time'],
} as const satisfies Record<string, readonly [PropertyType, string]>;

/** Options of HubSpot's check boxes, which alone have no description. */
const yesNo: readonly PropertyOption[] = [
  { label: 'Yes', value: 'true', displayOrder: 0, hidden: false },
  { label: 'No', value: 'false', displayOrder: 1, hidden: false },
];

const born = '2020-06-30T15:57:37.277Z';
const customised = '2024-01-08T23:09:00.469Z';

/** Spells a seed out. */
export function property(seed: PropertySeed, group: string, displayOrder: number): Property {
  const [type, fieldType] = kinds[seed.kind];
  const at = seed.custom ? customised : born;
  return {
    updatedAt: at,
    createdAt: at,
    name: seed.name,
    label: seed.label,
    type,
    fieldType,
    description: seed.description ?? '',
    groupName: seed.group ?? group,
    options: seed.options?.map(option) ?? (fieldType === 'booleancheckbox' ? yesNo : []),
    ...(seed.referenced ? { referencedObjectType: seed.referenced } : {}),
    ...(seed.custom ? { createdUserId: '534941', updatedUserId: '534941' } : {}),
    displayOrder,
    calculated: fieldType === 'calculation_equation',
    externalOptions: seed.external ?? false,
    ...(seed.custom ? { archived: false } : {}),
    hasUniqueValue: seed.unique ?? false,
    hidden: seed.hidden ?? false,
    hubspotDefined: !seed.custom,
    modificationMetadata: {
      archivable: true,
      readOnlyDefinition: !seed.custom && !seed.definable,
      ...(seed.openOptions === undefined ? {} : { readOnlyOptions: !seed.openOptions }),
      readOnlyValue: seed.readOnly ?? fieldType.startsWith('calculation_'),
    },
    formField: !seed.hidden && !seed.readOnly,
    dataSensitivity: seed.sensitivity ?? 'non_sensitive',
  };
}

function option(entry: string | readonly [string, string], index: number): PropertyOption {
  const [value, label] = typeof entry === 'string' ? [entry, entry] : entry;
  return { label, value, description: '', displayOrder: index, hidden: false };
}
