import { audit } from '../field-groups.ts';
import type { FieldSpec } from '../fields.ts';
import { boolean, field, readOnly, reference, text } from '../fields.ts';
import type { ObjectSpec } from '../object-spec.ts';
import { readOnlyFlags } from '../object-spec.ts';

const fixed = { ...readOnly, nillable: false };
const durableId: FieldSpec = text('DurableId', 'Durable ID', 511, readOnly);
const id = (label: string): FieldSpec => field('id', 'Id', label, { ...fixed, defaultedOnCreate: true });

/** Objects as rows. The server fills it from the catalog; `EntityDefinition` and `FieldDefinition` store nothing. */
export const entityDefinition: ObjectSpec = {
  name: 'EntityDefinition',
  label: 'Entity Definition',
  labelPlural: 'Entity Definitions',
  keyPrefix: '4ie',
  flags: readOnlyFlags,
  fields: [
    id('Entity Definition ID'),
    durableId,
    ...audit.filter((spec) => spec.field.name === 'LastModifiedDate' || spec.field.name === 'LastModifiedById'),
    text('QualifiedApiName', 'Qualified API Name', 70, { ...fixed, nameField: true }),
    text('NamespacePrefix', 'Namespace Prefix', 15, readOnly),
    text('DeveloperName', 'Developer Name', 40, fixed),
    text('MasterLabel', 'Master Label', 40, fixed),
    text('Label', 'Label', 40, fixed),
    text('PluralLabel', 'Plural Label', 40, readOnly),
    text('KeyPrefix', 'Key Prefix', 3, readOnly),
    boolean('IsCustomizable', 'Is Customizable', readOnly),
    boolean('IsCustomSetting', 'Is Custom Setting', readOnly),
    boolean('IsQueryable', 'Is Queryable', readOnly),
    boolean('IsSearchable', 'Is Searchable', readOnly),
    boolean('IsTriggerable', 'Is Triggerable', readOnly),
    boolean('IsRetrieveable', 'Is Retrieveable', readOnly),
    text('InternalSharingModel', 'Internal Sharing Model', 40, readOnly),
    text('PublisherId', 'Publisher ID', 40, readOnly),
  ],
};

/** Fields as rows, with their data classification. */
export const fieldDefinition: ObjectSpec = {
  name: 'FieldDefinition',
  label: 'Field Definition',
  labelPlural: 'Field Definitions',
  keyPrefix: null,
  flags: readOnlyFlags,
  requiredFilter: {
    fields: ['EntityDefinitionId', 'DurableId', 'EntityDefinition.QualifiedApiName', 'EntityDefinition.DurableId'],
    message: 'FieldDefinition: a filter on a reified column is required [EntityDefinitionId,DurableId]',
  },
  fields: [
    id('Field Definition ID'),
    durableId,
    reference('EntityDefinitionId', 'Entity Definition ID', ['EntityDefinition'], {
      ...fixed,
      children: { EntityDefinition: { name: 'Fields' } },
    }),
    text('QualifiedApiName', 'Qualified API Name', 70, { ...fixed, nameField: true }),
    text('NamespacePrefix', 'Namespace Prefix', 15, readOnly),
    text('DeveloperName', 'Developer Name', 40, fixed),
    text('MasterLabel', 'Master Label', 80, fixed),
    text('Label', 'Label', 80, fixed),
    field('int', 'Length', 'Length', readOnly),
    text('DataType', 'Data Type', 100, readOnly),
    text('ValueTypeId', 'Value Type ID', 40, readOnly),
    field('int', 'Precision', 'Precision', readOnly),
    field('int', 'Scale', 'Scale', readOnly),
    boolean('IsCalculated', 'Is Calculated', readOnly),
    boolean('IsIndexed', 'Is Indexed', readOnly),
    boolean('IsNillable', 'Is Nillable', readOnly),
    boolean('IsNameField', 'Is Name Field', readOnly),
    text('RelationshipName', 'Relationship Name', 80, readOnly),
    text('Description', 'Description', 1000, readOnly),
    text('BusinessStatus', 'Business Status', 40, readOnly),
    text('SecurityClassification', 'Security Classification', 40, readOnly),
    text('ComplianceGroup', 'Compliance Group', 255, readOnly),
  ],
};
