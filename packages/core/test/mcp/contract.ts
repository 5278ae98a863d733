import type { AnyClient } from './clients.ts';

/** One thing that every client gets from every server alike. */
export interface Clause {
  readonly name: string;
  readonly request: (client: AnyClient) => Promise<unknown>;
  readonly expected: unknown;
}

const find = {
  name: 'demo_find_people',
  title: 'Find people',
  description: 'Finds people by the start of their name.',
  inputSchema: {
    type: 'object',
    properties: { start: { type: 'string', default: '', description: 'Start of the name' } },
    additionalProperties: false,
  },
  outputSchema: {
    type: 'object',
    properties: {
      object: { type: 'string' },
      columns: { type: 'array' },
      rows: { type: 'array' },
      total: { type: 'number' },
      cursor: { type: 'string' },
      notes: { type: 'array' },
    },
    required: ['object', 'columns', 'rows'],
  },
  annotations: { readOnlyHint: true },
};

const portrait = {
  name: 'demo_get_portrait',
  title: 'Get a portrait',
  description: 'Shows a person.',
  inputSchema: {
    type: 'object',
    properties: { name: { type: 'string', description: 'Of whom' } },
    required: ['name'],
    additionalProperties: false,
  },
  outputSchema: { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] },
  annotations: { readOnlyHint: true },
};

const update = {
  name: 'demo_update_person',
  title: 'Update a person',
  description: 'Changes a person. Always fails here.',
  inputSchema: {
    type: 'object',
    properties: {
      name: { type: 'string', description: 'Whom' },
      how: { type: 'string', enum: ['busy', 'broken', 'leaky'], description: 'How to fail' },
    },
    required: ['name', 'how'],
    additionalProperties: false,
  },
  outputSchema: { type: 'object', properties: {} },
  annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: true },
};

const found = (...names: readonly string[]) => {
  const structuredContent = { object: 'person', columns: ['name'], rows: names.map((name) => [name]) };
  return { content: [{ type: 'text', text: JSON.stringify(structuredContent) }], structuredContent };
};

const failed = (text: string, error: object) => ({ content: [{ type: 'text', text }], isError: true, _meta: { 'causeway/error': error } });

const fail = (how: string) => (client: AnyClient) => client.callTool({ name: 'demo_update_person', arguments: { name: 'Ada', how } });

export const contract: readonly Clause[] = [
  { name: 'the tools', request: (client) => client.listTools(), expected: { tools: [find, portrait, update] } },
  {
    name: 'the resources',
    request: (client) => client.listResources(),
    expected: { resources: [{ uri: 'demo://people', name: 'people', title: 'People', mimeType: 'application/json' }] },
  },
  {
    name: 'the templates',
    request: (client) => client.listResourceTemplates(),
    expected: {
      resourceTemplates: [
        {
          uriTemplate: 'demo://portrait/{name}',
          name: 'portrait/{name}',
          title: 'Portrait',
          description: 'What a person looks like.',
          mimeType: 'text/plain',
        },
      ],
    },
  },
  {
    name: 'the prompts',
    request: (client) => client.listPrompts(),
    expected: {
      prompts: [
        {
          name: 'demo_brief',
          title: 'Brief',
          description: 'Prepares a talk.',
          arguments: [
            { name: 'person', description: 'With whom', required: true },
            { name: 'tone', description: 'How' },
          ],
        },
      ],
    },
  },
  {
    name: 'a record set',
    request: (client) => client.callTool({ name: 'demo_find_people', arguments: { start: 'A' } }),
    expected: found('Ada', 'Alan'),
  },
  {
    name: 'the answer to a call without arguments',
    request: (client) => client.callTool({ name: 'demo_find_people' }),
    expected: found('Ada', 'Alan', 'Grace'),
  },
  {
    name: 'content other than JSON',
    request: (client) => client.callTool({ name: 'demo_get_portrait', arguments: { name: 'Ada' } }),
    expected: {
      content: [
        { type: 'text', text: 'Portrait of Ada' },
        { type: 'image', data: 'aGk=', mimeType: 'image/png' },
        { type: 'resource_link', uri: 'demo://person/Ada', name: 'person', title: 'The record' },
      ],
      structuredContent: { name: 'Ada' },
    },
  },
  {
    name: 'a resource as JSON',
    request: (client) => client.readResource({ uri: 'demo://people' }),
    expected: {
      contents: [
        {
          uri: 'demo://people',
          mimeType: 'application/json',
          text: '{"object":"person","columns":["name"],"rows":[["Ada"],["Alan"],["Grace"]]}',
        },
      ],
    },
  },
  {
    name: 'a resource of a template, as it is presented',
    request: (client) => client.readResource({ uri: 'demo://portrait/Grace%20Hopper' }),
    expected: {
      contents: [
        { uri: 'demo://portrait/Grace%20Hopper', mimeType: 'text/plain', text: 'Portrait of Grace Hopper' },
        { uri: 'demo://portrait/Grace%20Hopper', mimeType: 'image/png', blob: 'aGk=' },
      ],
    },
  },
  {
    name: 'a prompt',
    request: (client) => client.getPrompt({ name: 'demo_brief', arguments: { person: 'Ada' } }),
    expected: { messages: [{ role: 'user', content: { type: 'text', text: 'Prepare a kind talk with Ada.' } }] },
  },
  {
    name: 'completions of a template',
    request: (client) =>
      client.complete({ ref: { type: 'ref/resource', uri: 'demo://portrait/{name}' }, argument: { name: 'name', value: 'a' } }),
    expected: { completion: { values: ['Ada', 'Alan'], hasMore: false } },
  },
  {
    name: 'completions of a prompt',
    request: (client) => client.complete({ ref: { type: 'ref/prompt', name: 'demo_brief' }, argument: { name: 'tone', value: 'k' } }),
    expected: { completion: { values: ['kind'], hasMore: false } },
  },
  {
    name: 'an error that passes',
    request: fail('busy'),
    expected: failed('The system is busy. Wait a little. Try again in 2 s.', {
      code: 'rate_limited',
      retryable: true,
      retryAfterMs: 1_500,
      hint: 'Wait a little.',
    }),
  },
  {
    name: 'an error that stays',
    request: fail('broken'),
    expected: failed('Someone else changed the record.', { code: 'conflict', retryable: false, fields: ['name'] }),
  },
  {
    name: 'nothing of an error that was not meant for it',
    request: fail('leaky'),
    expected: failed('The connector failed unexpectedly.', { code: 'internal', retryable: false }),
  },
  {
    name: 'the reasons why arguments do not fit',
    request: (client) => client.callTool({ name: 'demo_get_portrait', arguments: { nam: 1 } }),
    expected: failed(
      'The arguments do not fit: name: Invalid input: expected string, received undefined; Unrecognized key: "nam". Correct the arguments and call again.',
      { code: 'invalid_input', retryable: false, hint: 'Correct the arguments and call again.', fields: ['name'] },
    ),
  },
  {
    name: 'an error for an unknown tool',
    request: (client) => client.callTool({ name: 'demo_nothing', arguments: {} }),
    expected: { failed: 'Unknown tool: demo_nothing' },
  },
  {
    name: 'an error for an unknown resource',
    request: (client) => client.readResource({ uri: 'demo://nothing' }),
    expected: { failed: 'Unknown resource: demo://nothing' },
  },
  {
    name: 'an error for an unknown prompt',
    request: (client) => client.getPrompt({ name: 'demo_nothing' }),
    expected: { failed: 'Unknown prompt: demo_nothing' },
  },
  {
    name: 'an error for a prompt without its argument',
    request: (client) => client.getPrompt({ name: 'demo_brief', arguments: {} }),
    expected: { failed: 'The prompt needs: person.' },
  },
];
