import { ConnectorError, createToolkit, recordSetSchema, tool, type Connector, type Tool, type Toolkit } from '@causeway/core';
import { z } from 'zod';

const people: readonly string[] = ['Ada', 'Alan', 'Grace'];

const findPeople = tool({
  name: 'find_people',
  title: 'Find people',
  description: 'Finds people by the start of their name.',
  effect: 'read',
  requests: 0,
  input: z.strictObject({ start: z.string().default('').describe('Start of the name') }),
  output: recordSetSchema,
  access: () => [{ object: 'person', effect: 'read', fields: ['name'] }],
  run: ({ start }) =>
    Promise.resolve({
      object: 'person',
      columns: ['name'],
      rows: people.filter((name) => name.toLowerCase().startsWith(start.toLowerCase())).map((name) => [name]),
    }),
});

const getPortrait = tool({
  name: 'get_portrait',
  title: 'Get a portrait',
  description: 'Shows a person.',
  effect: 'read',
  requests: 0,
  input: z.strictObject({ name: z.string().describe('Of whom') }),
  output: z.looseObject({ name: z.string() }),
  access: () => [],
  run: ({ name }) => Promise.resolve({ name }),
  present: ({ name }) => [
    { type: 'text', text: `Portrait of ${name}` },
    { type: 'image', data: 'aGk=', mimeType: 'image/png' },
    { type: 'link', uri: `demo://person/${name}`, name: 'person', title: 'The record' },
  ],
});

const updatePerson = tool({
  name: 'update_person',
  title: 'Update a person',
  description: 'Changes a person. Always fails here.',
  effect: 'update',
  idempotent: true,
  requests: 1,
  input: z.strictObject({ name: z.string().describe('Whom'), how: z.enum(['busy', 'broken', 'leaky']).describe('How to fail') }),
  output: z.looseObject({}),
  access: () => [],
  preview: () => Promise.resolve([]),
  run: ({ how }) => {
    if (how === 'busy') throw new ConnectorError('rate_limited', 'The system is busy.', { retryAfterMs: 1_500, hint: 'Wait a little.' });
    if (how === 'broken') throw new ConnectorError('conflict', 'Someone else changed the record', { fields: ['name'] });
    throw new Error('password=hunter2');
  },
});

export function contractConnector(tools: readonly Tool[] = []): Connector {
  return {
    spec: 1,
    kind: 'demo',
    name: 'demo',
    version: '1.0.0',
    title: 'Demo',
    instructions: 'People of computing.',
    tools: [findPeople, getPortrait, updatePerson, ...tools],
    views: [
      { uri: 'demo://people', title: 'People', tool: 'find_people', input: () => ({}) },
      {
        uri: 'demo://portrait/{name}',
        title: 'Portrait',
        description: 'What a person looks like.',
        mimeType: 'text/plain',
        tool: 'get_portrait',
        input: ({ name }) => ({ name }),
        complete: { name: { tool: 'find_people', input: (start) => ({ start }), column: 'name' } },
      },
    ],
    prompts: [
      {
        name: 'brief',
        title: 'Brief',
        description: 'Prepares a talk.',
        arguments: [
          { name: 'person', description: 'With whom', required: true },
          { name: 'tone', description: 'How', complete: ['kind', 'short'] },
        ],
        render: ({ person, tone = 'kind' }) => [
          { role: 'user', content: { type: 'text', text: `Prepare a ${tone} talk with ${person}.` } },
        ],
      },
    ],
  };
}

export function contractToolkit(): Toolkit {
  return createToolkit({ connectors: [contractConnector()] });
}
