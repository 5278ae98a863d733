import { toJsonSchema } from '@causeway/core';
import { hold, holdAll } from '../violation.ts';
import { jsonForm, placesOf, propertiesOf } from './json-schema.ts';
import type { ToolRule } from './rule.ts';

export const jsonForms: ToolRule = {
  id: 'json-form',
  says: 'has an input and an output schema with a JSON form',
  of: 'tool',
  check(tool) {
    for (const direction of ['input', 'output'] as const) {
      try {
        toJsonSchema(tool[direction], direction);
      } catch (error) {
        hold(false, `The ${direction} schema has no JSON form: ${(error as Error).message}`);
      }
    }
  },
};

export const strictInput: ToolRule = {
  id: 'strict-input',
  says: 'refuses arguments that it does not know',
  of: 'tool',
  check(tool) {
    const schema = jsonForm(tool.input, 'input');
    if (schema === undefined) return;
    hold(schema['type'] === 'object' || 'anyOf' in schema || 'oneOf' in schema, 'The input must be an object: z.strictObject({ … }).');
    const open = [...placesOf(schema)].filter(({ schema: at }) => at['type'] === 'object' && isOpen(at));
    holdAll(open.map(({ path }) => `${path === '' ? 'The input' : `"${path}"`} lets unknown members pass; use z.strictObject.`));
  },
};

function isOpen(schema: Readonly<Record<string, unknown>>): boolean {
  const isMap = schema['properties'] === undefined && typeof schema['additionalProperties'] === 'object';
  return schema['additionalProperties'] !== false && !isMap && schema['propertyNames'] === undefined;
}

export const describedInput: ToolRule = {
  id: 'described-input',
  says: 'describes every argument',
  of: 'tool',
  check(tool) {
    const schema = jsonForm(tool.input, 'input');
    if (schema === undefined) return;
    const silent = [...placesOf(schema)].flatMap(({ path, schema: at }) =>
      Object.entries(propertiesOf(at))
        .filter(([, member]) => typeof member['description'] !== 'string' || member['description'].trim() === '')
        .map(([name]) => `"${path === '' ? name : `${path}.${name}`}" has no description; .describe() comes last.`),
    );
    holdAll([...new Set(silent)]);
  },
};

/** What a client would refuse a whole answer for, when governance masks a value. */
const fussy = ['format', 'pattern', 'minLength', 'maxLength'];

export const namedOutput: ToolRule = {
  id: 'named-output',
  says: 'names the keys of its answer, loosely',
  of: 'tool',
  check(tool) {
    const schema = jsonForm(tool.output, 'output');
    if (schema === undefined) return;
    const alternatives = [schema, ...['anyOf', 'oneOf'].flatMap((key) => (schema[key] ?? []) as Readonly<Record<string, unknown>>[])];
    hold(
      alternatives.some((one) => Object.keys(propertiesOf(one)).length > 0),
      'The output schema names no key, so a model cannot know what it will get.',
    );
    holdAll(
      [...placesOf(schema)].flatMap(({ path, schema: at }) => [
        ...(at['additionalProperties'] === false ? [`"${path}" is closed: adding a member would break clients. Use z.looseObject.`] : []),
        ...fussy
          .filter((key) => key in at)
          .map((key) => `"${path}" carries "${key}": a masked value would make clients refuse the answer.`),
      ]),
    );
  },
};
