import { byKeyword, cleanText, holdsKeyword, tool, type Tool } from '@causeway/core';
import { z } from 'zod';
import { keyword, objectName } from '../schemas.ts';
import { openWorkspace, type Kit } from '../workspace.ts';
import type { FieldMeta, ObjectMeta } from '../metadata/object-meta.ts';

/** Most fields, and most relationships, in one answer. */
const most = 150;
/** Most values of a picklist that are shown: few in a list of everything, more when they were asked for. */
const fewValues = 6;
const manyValues = 40;

export function describeObject(kit: Kit): Tool {
  return tool({
    name: 'describe_object',
    title: 'Describe an object',
    description: 'Fields as name:type->target (* required, ! read-only, # unique key), or child relationships.',
    effect: 'read',
    requests: 1,
    input: z.strictObject({
      object: objectName,
      keyword,
      relationships: z.boolean().default(false).describe('Child relationships instead of fields'),
    }),
    output: z.looseObject({
      object: z.string(),
      label: z.string(),
      fields: z.string().optional(),
      relationships: z.string().optional(),
      notes: z.array(z.any()).optional(),
    }),
    access: ({ object }) => [{ object, effect: 'read', fields: [] }],
    async run({ object, keyword, relationships }, call) {
      const meta = await (await openWorkspace(kit, call)).describe(object);
      // No record is shown, so any restriction on records holds.
      call.trail.restricted(meta.name);
      const { list, rest } = relationships ? childrenOf(meta, keyword) : fieldsOf(meta, keyword);
      return {
        object: meta.name,
        label: cleanText(meta.label),
        [relationships ? 'relationships' : 'fields']: cleanText(list.join(' ')),
        ...(rest === 0 ? {} : { notes: [`${rest} more; narrow them with keyword.`] }),
      };
    },
  });
}

interface Listed {
  readonly list: readonly string[];
  readonly rest: number;
}

function fieldsOf(meta: ObjectMeta, keyword: string | undefined): Listed {
  const found = meta.fields.filter((field) => holdsKeyword(keyword, field));
  const sorted = keyword === undefined ? found : found.toSorted(byKeyword(keyword));
  const shown = sorted.slice(0, most);
  const values = shown.length <= 10 ? manyValues : fewValues;
  return { list: shown.map((field) => toText(field, meta, values)), rest: found.length - shown.length };
}

/** Short words for types that are long, or whose name says little. */
const typeNames: Readonly<Record<string, string>> = {
  reference: '',
  textarea: 'text',
  multipicklist: 'multi',
  encryptedstring: 'encrypted',
  anyType: 'any',
};

function toText(field: FieldMeta, object: ObjectMeta, most: number): string {
  const type = typeNames[field.type] ?? field.type;
  const target = field.referenceTo.length === 0 ? '' : `->${capped(field.referenceTo, 3, '|')}`;
  return `${field.name}:${type}${target}${picklist(field, most)}${marks(field, object)}`;
}

function marks(field: FieldMeta, object: ObjectMeta): string {
  const required = object.createable && field.createable && !field.nillable && !field.defaultedOnCreate && field.type !== 'boolean';
  const readOnly = !field.createable && !field.updateable;
  return `${required ? '*' : ''}${readOnly ? '!' : ''}${field.externalId || field.unique ? '#' : ''}`;
}

function picklist({ picklistValues }: FieldMeta, most: number): string {
  const values = picklistValues.filter(({ active }) => active).map(({ value }) => value.replaceAll(/[|()]/g, ' '));
  return values.length === 0 ? '' : `(${capped(values, most, '|')})`;
}

function capped(values: readonly string[], most: number, separator: string): string {
  const shown = values.slice(0, most).join(separator);
  return values.length > most ? `${shown}${separator}+${values.length - most}` : shown;
}

function childrenOf({ children }: ObjectMeta, keyword: string | undefined): Listed {
  const found = children
    .flatMap(({ relationshipName: name, childSObject, field }) => (name === null ? [] : [{ name, label: childSObject, field }]))
    .filter((child) => holdsKeyword(keyword, child));
  const shown = found.slice(0, most);
  return { list: shown.map(({ name, label, field }) => `${name}->${label}.${field}`), rest: found.length - shown.length };
}
