import { hasHiddenText, type Connector } from '@causeway/core';
import { holdAll } from '../violation.ts';
import { jsonForm, placesOf } from './json-schema.ts';
import type { ConnectorRule } from './rule.ts';

/** Fewest and most characters of each kind of text. */
const lengths = { title: [2, 60], version: [1, 40], instructions: [10, 2_000], description: [10, 800], argument: [2, 400] } as const;

type Kind = keyof typeof lengths;
type Text = readonly [place: string, kind: Kind, text: string | undefined];

export const textLengths: ConnectorRule = {
  id: 'text-lengths',
  says: 'has titles, descriptions and instructions that are neither empty nor endless',
  of: 'connector',
  check(connector) {
    const problems = textsOf(connector).flatMap(([place, kind, text = '']) => {
      const [least, most] = lengths[kind];
      const { length } = text.trim();
      return length >= least && length <= most ? [] : [`${place} has ${length} characters; allowed are ${least} to ${most}.`];
    });
    holdAll(problems);
  },
};

export const visibleTexts: ConnectorRule = {
  id: 'visible-texts',
  says: 'hides no characters in what it tells a model',
  of: 'connector',
  check(connector) {
    const texts = [...textsOf(connector).map(([place, , text = '']) => [place, text] as const), ...schemaTexts(connector)];
    holdAll(texts.filter(([, text]) => hasHiddenText(text)).map(([place]) => `${place} holds characters that nobody sees.`));
  },
};

function textsOf(connector: Connector): readonly Text[] {
  const { tools, views = [], prompts = [], instructions } = connector;
  return [
    ['The title', 'title', connector.title],
    ['The version', 'version', connector.version],
    ...(instructions === undefined ? [] : [['The instructions', 'instructions', instructions] as const]),
    ...tools.flatMap(({ name, title, description }): Text[] => [
      [`The title of ${name}`, 'title', title],
      [`The description of ${name}`, 'description', description],
    ]),
    ...views.map(({ uri, title }): Text => [`The title of ${uri}`, 'title', title]),
    ...prompts.flatMap(({ name, title, description, arguments: list = [] }): Text[] => [
      [`The title of ${name}`, 'title', title],
      [`The description of ${name}`, 'description', description],
      ...list.map((argument): Text => [`The description of ${argument.name} of ${name}`, 'argument', argument.description]),
    ]),
  ];
}

function schemaTexts({ tools }: Connector): readonly (readonly [string, string])[] {
  return tools.flatMap((tool) =>
    [jsonForm(tool.input, 'input') ?? {}, jsonForm(tool.output, 'output') ?? {}].flatMap((schema) =>
      [...placesOf(schema)].map(({ path, schema: at }) => [`${path} of ${tool.name}`, JSON.stringify(at['description'] ?? '')] as const),
    ),
  );
}
