import { invalid } from '../errors.ts';
import { asArray, asObject, asText, type JsonObject } from '../json-body.ts';
import type { Property, PropertyOption, PropertyType, Sensitivity } from '../model/property.ts';

/** Which field types go with which type (properties API guide). */
const fieldTypes: Readonly<Partial<Record<PropertyType, readonly string[]>>> = {
  string: ['text', 'textarea', 'html', 'phonenumber', 'file', 'calculation_equation'],
  number: ['number', 'calculation_equation'],
  enumeration: ['select', 'radio', 'checkbox', 'booleancheckbox', 'calculation_equation'],
  bool: ['booleancheckbox', 'calculation_equation'],
  date: ['date'],
  datetime: ['date'],
};

const sensitivities: readonly Sensitivity[] = ['non_sensitive', 'sensitive', 'highly_sensitive'];

interface Author {
  readonly at: string;
  readonly userId: number;
  readonly order: number;
}

/** A property as an admin asks for it. */
export function createdProperty(input: JsonObject, { at, userId, order }: Author): Property {
  const name = asText(input['name']);
  if (!/^[a-z][a-z0-9_]*$/.test(name))
    throw invalid(`Property name ${name} must start with a letter and hold lower case letters, digits and underscores alone.`);
  const { type, fieldType } = kindOf(input);
  const sensitivity = sensitivities.find((one) => one === input['dataSensitivity']) ?? 'non_sensitive';
  return {
    updatedAt: at,
    createdAt: at,
    name,
    label: asText(input['label']),
    type,
    fieldType,
    description: optionalText(input['description']),
    groupName: optionalText(input['groupName']),
    options: readOptions(input['options']),
    ...(typeof input['referencedObjectType'] === 'string' ? { referencedObjectType: input['referencedObjectType'] } : {}),
    createdUserId: String(userId),
    updatedUserId: String(userId),
    displayOrder: Number(input['displayOrder'] ?? order),
    calculated: fieldType === 'calculation_equation',
    externalOptions: input['externalOptions'] === true,
    archived: false,
    hasUniqueValue: input['hasUniqueValue'] === true,
    hidden: input['hidden'] === true,
    hubspotDefined: false,
    modificationMetadata: {
      archivable: true,
      readOnlyDefinition: false,
      readOnlyOptions: false,
      readOnlyValue: fieldType === 'calculation_equation',
    },
    formField: input['formField'] === true,
    dataSensitivity: sensitivity,
    ...(typeof input['calculationFormula'] === 'string' ? { calculationFormula: input['calculationFormula'] } : {}),
  };
}

/** What of a property can be changed; the name and its uniqueness cannot. */
export function updatedProperty(property: Property, input: JsonObject, at: string): Property {
  const given = (name: string): boolean => input[name] !== undefined && input[name] !== null;
  const kind = given('type') || given('fieldType') ? kindOf({ type: property.type, fieldType: property.fieldType, ...input }) : {};
  return {
    ...property,
    ...kind,
    ...(given('label') ? { label: asText(input['label']) } : {}),
    ...(given('description') ? { description: asText(input['description']) } : {}),
    ...(given('groupName') ? { groupName: asText(input['groupName']) } : {}),
    ...(given('options') ? { options: readOptions(input['options']) } : {}),
    ...(given('displayOrder') ? { displayOrder: Number(input['displayOrder']) } : {}),
    ...(given('hidden') ? { hidden: input['hidden'] === true } : {}),
    ...(given('formField') ? { formField: input['formField'] === true } : {}),
    updatedAt: at,
  };
}

function kindOf(input: JsonObject): { readonly type: PropertyType; readonly fieldType: string } {
  const [type, fieldType] = [asText(input['type']) as PropertyType, asText(input['fieldType'])];
  const allowed = fieldTypes[type];
  if (!allowed) throw invalid(`${type} is not a valid property type`);
  if (!allowed.includes(fieldType)) throw invalid(`Field type ${fieldType} is not valid for properties of type ${type}`);
  return { type, fieldType };
}

function readOptions(value: unknown): readonly PropertyOption[] {
  if (value === undefined || value === null) return [];
  return asArray(value, 'options')
    .map(asObject)
    .map((option, index) => ({
      label: asText(option['label']),
      value: asText(option['value']),
      description: optionalText(option['description']),
      displayOrder: Number(option['displayOrder'] ?? index),
      hidden: option['hidden'] === true,
    }));
}

function optionalText(value: unknown): string {
  return value === undefined || value === null ? '' : asText(value);
}
