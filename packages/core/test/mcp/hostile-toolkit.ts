import { createToolkit, openCursor, page, recordSetSchema, tool, type CallContext, type Tool, type ToolkitOptions } from '@causeway/core';
import { z } from 'zod';

const nothing = z.strictObject({});

function fixture(name: string, run: (call: CallContext) => Promise<unknown>): Tool {
  return tool({
    name,
    title: name,
    description: name,
    effect: 'read',
    requests: 0,
    input: nothing,
    output: z.looseObject({ text: z.string() }),
    access: () => [],
    run: async (_, call) => (await run(call)) as { text: string },
  });
}

const listNumbers = tool({
  name: 'list_numbers',
  title: 'Numbers',
  description: 'Numbers, two at a time',
  effect: 'read',
  requests: 0,
  input: z.strictObject({ from: z.int().default(0).describe('First number'), cursor: z.string().optional().describe('Where to go on') }),
  output: recordSetSchema,
  access: () => [],
  run: async ({ from, cursor }, call) => {
    const start = cursor === undefined ? from : (openCursor(call, { from }, cursor) as number);
    const rows = [[start], [start + 1]];
    return page(call, { object: 'number', columns: ['n'], rows, query: { from }, next: (kept) => start + kept });
  },
});

/** Tools that fail in every way in which a tool must not. */
export function hostileToolkit(options: Partial<ToolkitOptions> = {}) {
  const tools = [
    listNumbers,
    // oxlint-disable-next-line no-throw-literal, typescript/only-throw-error -- this is what a bad tool does
    fixture('throw_text', () => {
      throw 'token=hunter2';
    }),
    fixture('throw_nothing', () => Promise.reject()),
    fixture('throw_secret', () => Promise.reject(new Error('password=hunter2'))),
    fixture('answer_wrong', () => Promise.resolve({ secret: 'hunter2' })),
    fixture('answer_nothing', () => Promise.resolve(undefined)),
    fixture('answer_bigint', () => Promise.resolve({ text: 'big', big: 1n })),
    fixture('answer_circle', () => {
      const circle: Record<string, unknown> = { text: 'round' };
      circle['self'] = circle;
      return Promise.resolve(circle);
    }),
    fixture('never_settle', () => new Promise(() => {})),
  ];
  const view = (tool: string) => ({ uri: `bad://${tool.replace('_', '/')}`, title: tool, tool, input: () => ({}) });
  const views = ['throw_secret', 'answer_circle'].map(view);
  const connector = { spec: 1, kind: 'bad', name: 'bad', version: '1.0.0', title: 'Bad', tools, views } as const;
  return createToolkit({ connectors: [connector], deadlineMs: 200, ...options });
}
