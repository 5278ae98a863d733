import { byKeyword, cleanText, holdsKeyword, tool, type Tool } from '@causeway/core';
import { z } from 'zod';
import { coldRequests, type ObjectMeta } from '../metadata/metadata.ts';
import { keyword, objectName } from '../schemas.ts';
import { openWorkspace, type Kit } from '../workspace.ts';
import type { Property } from '../metadata/property.ts';

/** Most characters in one answer: some 2,300 tokens. */
const room = 6_800;
/** Most options that are shown: few in a list of everything, more when they were asked for. */
const fewOptions = 6;
const manyOptions = 40;

export function describeObject(kit: Kit): Tool {
  return tool({
    name: 'describe_object',
    title: 'Describe an object type',
    description: 'Properties as name:type(values), text where no type stands (* required, ! read-only, # unique).',
    effect: 'read',
    requests: coldRequests.objects(1),
    input: z.strictObject({ object: objectName, keyword }),
    output: z.looseObject({ object: z.string(), label: z.string(), fields: z.string(), notes: z.array(z.any()).optional() }),
    async access({ object }, call) {
      const { name } = await (await openWorkspace(kit, call)).type(object);
      return [{ object: name, effect: 'read', fields: [] }];
    },
    async run({ object: name, keyword }, call) {
      const object = await (await openWorkspace(kit, call)).describe(name);
      // No record is shown, so every row filter is kept.
      call.trail.restricted(object.name);
      const found = [...object.properties.values()].filter((property) => holdsKeyword(keyword, property));
      const sorted = keyword === undefined ? byUse(object, found) : found.toSorted(byKeyword(keyword));
      const options = found.length <= 10 ? manyOptions : fewOptions;
      const shown = fitting(sorted.map((property) => toText(object, property, options)));
      const notes = [
        ...(shown.length === found.length ? [] : [`${found.length - shown.length} more; narrow them with keyword.`]),
        ...(object.complete ? [] : ['Properties of sensitive data are missing: they could not be listed.']),
      ];
      return {
        object: object.name,
        label: cleanText(object.label),
        fields: cleanText(shown.join(' ')),
        ...(notes.length === 0 ? {} : { notes }),
      };
    },
  });
}

/** What a person would look for first: what is shown and required, what the portal made, and then what HubSpot works out. */
function byUse(object: ObjectMeta, properties: readonly Property[]): readonly Property[] {
  const place = ({ name, readOnly, hidden }: Property) => {
    if (object.columns.includes(name) || object.required.includes(name)) return 0;
    if (hidden) return 4;
    return (name.startsWith('hs_') ? 1 : 0) + (readOnly ? 2 : 0) + (name.startsWith('hs_') || readOnly ? 0 : 0.5);
  };
  return properties.toSorted((a, b) => place(a) - place(b) || (a.name < b.name ? -1 : 1));
}

function fitting(texts: readonly string[]): readonly string[] {
  let left = room;
  return texts.filter((text) => (left -= text.length + 1) >= 0);
}

/** Short words for types that are long; text has none. */
const typeNames: Readonly<Record<string, string>> = {
  string: '',
  enumeration: 'enum',
  phone_number: 'phone',
  object_coordinates: 'object',
};

function toText(object: ObjectMeta, { name, type, multiple, options, readOnly, unique }: Property, most: number): string {
  const marks = `${object.required.includes(name) ? '*' : ''}${readOnly ? '!' : ''}${unique ? '#' : ''}`;
  return `${name}:${multiple ? 'multi' : (typeNames[type] ?? type)}${listed(options, type === 'bool' ? 0 : most)}${marks}`;
}

function listed(options: Property['options'], most: number): string {
  if (options.length === 0 || most === 0) return '';
  const values = options.slice(0, most).map(({ value }) => value.replaceAll(/[|()]/g, ' '));
  return `(${values.join('|')}${options.length > most ? `|+${options.length - most}` : ''})`;
}
