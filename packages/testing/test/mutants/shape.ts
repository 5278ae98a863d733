import { tool, type Tool } from '@causeway/core';
import { z } from 'zod';
import type { Mutant } from '../mutants.ts';
import { withTool } from './alter.ts';

const limit = z.int().min(1).max(1_000).default(1_000).describe('Most rows');
const takes = (input: Tool['input']) => withTool('find_notes', (find) => ({ ...find, input }));
const unseen = (tool: Tool): Tool => {
  const entries = Object.entries(tool).filter(([member]) => member !== 'preview');
  return Object.fromEntries(entries) as unknown as Tool;
};
const named = (name: string) => withTool('create_note', (create) => ({ ...create, name }));

const unsampled = tool({
  name: 'list_nothing',
  title: 'List nothing',
  description: 'Answers nothing at all.',
  effect: 'read',
  requests: 0,
  input: z.strictObject({}),
  output: z.looseObject({ nothing: z.string() }),
  access: () => [],
  run: () => Promise.resolve({ nothing: '' }),
});

export const shapeMutants: readonly Mutant[] = [
  { rule: 'names', how: 'has a name of one letter', alter: (connector) => ({ ...connector, name: 'n' }) },
  { rule: 'text-lengths', how: 'has a tool without a title', alter: withTool('find_notes', (find) => ({ ...find, title: '' })) },
  {
    rule: 'visible-texts',
    how: 'hides an instruction in tag letters',
    alter: withTool('find_notes', (find) => ({ ...find, description: `${find.description}\u{E0041}\u{E0042}` })),
  },
  {
    rule: 'sampled',
    how: 'has a tool that nobody tries',
    alter: (connector) => ({ ...connector, tools: [...connector.tools, unsampled] }),
  },
  {
    rule: 'list-size',
    how: 'explains an argument at great length',
    alter: takes(z.strictObject({ limit: limit.describe('Most rows, as many as you like. '.repeat(60)) })),
  },
  {
    rule: 'json-form',
    how: 'takes a date, which JSON has not',
    alter: takes(z.strictObject({ limit, since: z.date().optional().describe('Not before') })),
  },
  { rule: 'strict-input', how: 'swallows unknown arguments', alter: takes(z.object({ limit })) },
  {
    rule: 'described-input',
    how: 'does not describe an argument',
    alter: takes(z.strictObject({ limit, newest: z.boolean().optional() })),
  },
  {
    rule: 'named-output',
    how: 'does not say what it answers',
    alter: withTool('create_note', (create) => ({ ...create, output: z.looseObject({}) })),
  },
  {
    rule: 'verb',
    how: 'makes what others create',
    alter: named('make_note'),
    options: { samples: { find_notes: { limit: 2 }, make_note: { text: 'Repot the cactus' } } },
  },
  { rule: 'previewed', how: 'writes unseen', alter: withTool('create_note', unseen) },
  {
    rule: 'limit',
    how: 'lists without a limit',
    alter: withTool('find_notes', (find) => ({
      ...find,
      input: z.strictObject({}),
      run: (_, call) => find.run({ limit: 1_000 }, call),
    })),
    options: { samples: { find_notes: {}, create_note: { text: 'Repot the cactus' } } },
  },
];
