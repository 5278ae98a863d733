import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createToolkit, recordSetSchema, tool } from '@causeway/core';
import { connectorOf, echoTool, failed, words } from './fixtures.ts';

describe('views and completion', () => {
  const list = tool({
    name: 'list_words',
    title: 'Words',
    description: 'Lists words.',
    effect: 'read',
    requests: 0,
    input: z.strictObject({ keyword: z.string().optional().describe('Beginning') }),
    output: recordSetSchema,
    access: () => [{ object: 'word', effect: 'read', fields: '*' }],
    run: () => Promise.resolve(words),
  });
  const completion = { tool: 'list_words', input: (typed: string) => ({ keyword: typed }), column: 'name' };
  const connector = connectorOf([echoTool(), list], {
    views: [
      {
        uri: 'demo://word/{word}',
        title: 'Word',
        tool: 'read_echo',
        input: ({ word }) => ({ text: word }),
        complete: { word: completion },
      },
    ],
    prompts: [
      {
        name: 'describe_word',
        title: 'Describe',
        description: 'Describes a word.',
        arguments: [
          { name: 'word', description: 'Which', required: true, complete: completion },
          { name: 'tone', description: 'How', complete: ['formal', 'free'] },
        ],
        render: ({ word }) => [{ role: 'user', content: { type: 'text', text: `Describe ${word}.` } }],
      },
    ],
  });
  const via: string[] = [];
  const toolkit = createToolkit({
    connectors: [connector],
    use: [
      (call, next) => {
        via.push(call.via);
        return next(call);
      },
    ],
  });

  it('a view answers what its tool answers, governed as a call', async () => {
    via.length = 0;
    expect(await toolkit.read({ uri: 'demo://word/a%2Fb' })).toMatchObject({ kind: 'done', output: { text: 'a/b' } });
    expect(via).toEqual(['view']);
  });

  it.each(['demo://word/', 'demo://word/a/b', 'demo://word/%ff', 'other://word/a', 'demo://word/a?b'])(
    'there is no resource %s',
    async (uri) => {
      expect(await toolkit.read({ uri })).toMatchObject({ kind: 'failed', unknown: true });
    },
  );

  it('completes from a column of a tool, governed as a call', async () => {
    via.length = 0;
    const values = await toolkit.complete({ of: { view: 'demo://word/{word}' }, argument: 'word', typed: 'Al' });
    expect([values, via]).toEqual([['alpha', 'alto'], ['completion']]);
  });

  it('completes the argument of a prompt from a list, and nothing for what it does not know', async () => {
    const of = { prompt: 'demo_describe_word' };
    expect(await toolkit.complete({ of, argument: 'tone', typed: 'fr' })).toEqual(['free']);
    expect(await toolkit.complete({ of, argument: 'other', typed: '' })).toEqual([]);
    expect(await toolkit.complete({ of: { prompt: 'demo_none' }, argument: 'word', typed: '' })).toEqual([]);
  });

  it('renders a prompt and names arguments that are missing or foreign', async () => {
    const name = 'demo_describe_word';
    expect(await toolkit.prompt({ name, arguments: { word: 'dawn' } })).toMatchObject({
      messages: [{ content: { text: 'Describe dawn.' } }],
    });
    expect(failed(await toolkit.prompt({ name, arguments: {} })).message).toBe('The prompt needs: word.');
    expect(failed(await toolkit.prompt({ name, arguments: { word: 'a', x: '' } })).message).toBe('The prompt has no argument: x.');
    expect(await toolkit.prompt({ name: 'demo_none' })).toMatchObject({ kind: 'failed', unknown: true });
  });
});
