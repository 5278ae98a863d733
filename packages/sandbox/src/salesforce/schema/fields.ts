import type { Field, FieldClass, FieldType, PicklistValue } from '../model.ts';
import { commonTraits, fieldKinds } from './field-kinds.ts';

/** A field before it joins its object. */
export interface FieldSpec {
  readonly field: Field;
  readonly class?: FieldClass;
  /** The other end of a reference, by object that is referred to. */
  readonly children?: Readonly<Record<string, ChildSpec>>;
}

interface ChildSpec {
  readonly name: string | null;
  readonly onDelete?: 'cascade' | 'restrict';
}

export interface Traits extends Partial<Omit<Field, 'picklistValues'>> {
  readonly class?: FieldClass;
  readonly children?: Readonly<Record<string, ChildSpec>>;
}

/** Must be given on create and cannot be cleared. */
export const required = { nillable: false, permissionable: false } as const satisfies Traits;
/** Filled by the system, never empty. */
export const system = {
  createable: false,
  updateable: false,
  nillable: false,
  permissionable: false,
  defaultedOnCreate: true,
} as const satisfies Traits;
/** Derived by the system; may be empty. */
export const readOnly = { createable: false, updateable: false, permissionable: false } as const satisfies Traits;
/** May be set on create, not changed later. */
export const createOnly = { updateable: false, permissionable: false } as const satisfies Traits;

export const personal: FieldClass = { securityClassification: 'Confidential', complianceGroup: 'PII;GDPR' };
export const restricted: FieldClass = { securityClassification: 'Restricted', complianceGroup: 'PII' };
export const confidential: FieldClass = { securityClassification: 'Confidential', complianceGroup: null };

/** A field of any type. Unless traits say otherwise it can be written, cleared and hidden by permissions. */
export function field(type: FieldType, name: string, label: string, traits: Traits = {}): FieldSpec {
  const { class: fieldClass, children, ...given } = traits;
  const kind = fieldKinds[type];
  const length = given.length ?? kind.length ?? 0;
  const made: Field = {
    ...commonTraits,
    digits: 0,
    createable: true,
    updateable: true,
    nillable: true,
    permissionable: true,
    defaultedOnCreate: false,
    ...kind,
    name,
    label,
    type,
    custom: name.endsWith('__c'),
    ...given,
    length,
    byteLength: given.byteLength ?? (kind.soapType === 'tns:ID' ? length : length * 3),
    picklistValues: [],
  };
  return { field: made, ...(fieldClass && { class: fieldClass }), ...(children && { children }) };
}

export const text = (name: string, label: string, length: number, traits?: Traits): FieldSpec =>
  field('string', name, label, { length, ...traits });

/** Text of several lines. Over 255 characters it can only be read: no filter, sort or group. */
export function textArea(name: string, label: string, length: number, traits?: Traits): FieldSpec {
  const long = length > 255 ? { filterable: false, sortable: false, groupable: false, aggregatable: false } : {};
  return field('textarea', name, label, { length, extraTypeInfo: 'plaintextarea', ...long, ...traits });
}

export const boolean = (name: string, label: string, traits?: Traits): FieldSpec =>
  field('boolean', name, label, { nillable: false, permissionable: false, defaultedOnCreate: true, defaultValue: false, ...traits });

/** A number with `scale` digits after the point, of `precision` in all. */
export const decimal = (
  type: 'double' | 'currency' | 'percent',
  name: string,
  label: string,
  precision: number,
  scale: number,
  traits?: Traits,
): FieldSpec => field(type, name, label, { precision, scale, ...traits });

/** A pick from a list. A value that starts with `*` is the default; `label=value` is written `value|label`. */
export function picklist(name: string, label: string, length: number, values: readonly string[], traits?: Traits): FieldSpec {
  return chooser('picklist', name, label, values, { length, ...traits });
}

export function chooser(type: FieldType, name: string, label: string, values: readonly string[], traits: Traits): FieldSpec {
  const picklistValues = values.map(parseValue);
  const initial = picklistValues.find((entry) => entry.defaultValue)?.value;
  const spec = field(type, name, label, { ...(initial !== undefined && { defaultValue: initial, defaultedOnCreate: true }), ...traits });
  return { ...spec, field: { ...spec.field, picklistValues } };
}

function parseValue(text: string): PicklistValue {
  const defaultValue = text.startsWith('*');
  const [value = '', label = value] = (defaultValue ? text.slice(1) : text).split('|');
  return { active: true, defaultValue, label, validFor: null, value };
}

/** A look-up. `relationshipName` is the name of the parent path; the default is the field's name without `Id`. */
export function reference(name: string, label: string, referenceTo: readonly string[], traits?: Traits): FieldSpec {
  const relationshipName = name.endsWith('__c') ? name.replace(/__c$/, '__r') : name.replace(/Id$/, '');
  return field('reference', name, label, { referenceTo, relationshipName, searchPrefilterable: true, ...traits });
}
