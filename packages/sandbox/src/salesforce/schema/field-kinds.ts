import type { Field, FieldType } from '../model.ts';

/** What the type of a field decides; read off recorded describes (v48.0 to v59.0). */
export interface FieldKind {
  readonly soapType: string;
  readonly filterable: boolean;
  readonly sortable: boolean;
  readonly groupable: boolean;
  readonly aggregatable: boolean;
  readonly length?: number;
  readonly digits?: number;
}

const scalar = { filterable: true, sortable: true, groupable: true, aggregatable: true } as const;
const measure = { ...scalar, groupable: false } as const;
const opaque = { filterable: true, sortable: false, groupable: false, aggregatable: false } as const;

export const fieldKinds: Readonly<Record<FieldType, FieldKind>> = {
  id: { soapType: 'tns:ID', ...scalar, length: 18 },
  reference: { soapType: 'tns:ID', ...scalar, length: 18 },
  string: { soapType: 'xsd:string', ...scalar },
  picklist: { soapType: 'xsd:string', ...scalar },
  multipicklist: { soapType: 'xsd:string', ...opaque },
  combobox: { soapType: 'xsd:string', ...measure },
  textarea: { soapType: 'xsd:string', ...scalar },
  email: { soapType: 'xsd:string', ...scalar },
  phone: { soapType: 'xsd:string', ...scalar },
  url: { soapType: 'xsd:string', ...scalar },
  encryptedstring: { soapType: 'xsd:string', ...opaque, filterable: false },
  boolean: { soapType: 'xsd:boolean', ...scalar, aggregatable: false },
  int: { soapType: 'xsd:int', ...scalar, digits: 8 },
  double: { soapType: 'xsd:double', ...measure },
  currency: { soapType: 'xsd:double', ...measure },
  percent: { soapType: 'xsd:double', ...measure },
  date: { soapType: 'xsd:date', ...scalar },
  datetime: { soapType: 'xsd:dateTime', ...measure },
  time: { soapType: 'xsd:time', ...measure },
  address: { soapType: 'urn:address', ...opaque },
  location: { soapType: 'urn:location', ...opaque },
  base64: { soapType: 'xsd:base64Binary', ...opaque, filterable: false },
  anyType: { soapType: 'xsd:anyType', ...opaque, filterable: false },
  complexvalue: { soapType: 'xsd:anyType', ...opaque, filterable: false },
};

/** The members of a field that are the same for nearly every field. */
export const commonTraits = {
  precision: 0,
  scale: 0,
  aiPredictionField: false,
  autoNumber: false,
  calculated: false,
  calculatedFormula: null,
  cascadeDelete: false,
  caseSensitive: false,
  compoundFieldName: null,
  controllerName: null,
  defaultValue: null,
  defaultValueFormula: null,
  dependentPicklist: false,
  deprecatedAndHidden: false,
  displayLocationInDecimal: false,
  encrypted: false,
  externalId: false,
  extraTypeInfo: null,
  filteredLookupInfo: null,
  formulaTreatNullNumberAsZero: false,
  highScaleNumber: false,
  htmlFormatted: false,
  idLookup: false,
  inlineHelpText: null,
  mask: null,
  maskType: null,
  nameField: false,
  namePointing: false,
  picklistValues: [],
  polymorphicForeignKey: false,
  queryByDistance: false,
  referenceTargetField: null,
  referenceTo: [],
  relationshipName: null,
  relationshipOrder: null,
  restrictedDelete: false,
  restrictedPicklist: false,
  searchPrefilterable: false,
  unique: false,
  writeRequiresMasterRead: false,
} as const satisfies Partial<Field>;
