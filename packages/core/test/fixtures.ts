import { type ConnectorError, tool, type Connector, type RecordSet, type Tool } from '@causeway/core';
import { z } from 'zod';

/** A read tool that answers what it was given. */
export function echoTool(overrides: Partial<Tool> = {}): Tool {
  const base = tool({
    name: 'read_echo',
    title: 'Echo',
    description: 'Answers with the text.',
    effect: 'read',
    requests: 0,
    input: z.strictObject({ text: z.string().describe('Any text'), times: z.int().min(1).max(9).default(1).describe('How often') }),
    output: z.looseObject({ text: z.string() }),
    access: ({ text }) => [{ object: 'echo', effect: 'read', ids: [text], fields: '*' }],
    run: ({ text, times }) => Promise.resolve({ text: text.repeat(times) }),
  });
  return { ...base, ...overrides };
}

/** A write tool; `written` gets what it wrote. */
export function writeTool(written: string[], overrides: Partial<Tool> = {}): Tool {
  const base = tool({
    name: 'update_note',
    title: 'Update note',
    description: 'Replaces the text of a note.',
    effect: 'update',
    requests: 1,
    input: z.strictObject({ id: z.string().describe('Id of the note'), text: z.string().describe('New text') }),
    output: z.looseObject({ id: z.string() }),
    access: ({ id }) => [{ object: 'note', effect: 'update', ids: [id], fields: ['text'] }],
    preview: ({ id, text }) => Promise.resolve([{ object: 'note', id, field: 'text', before: written.at(-1) ?? 'old', after: text }]),
    run: ({ id, text }) => {
      written.push(text);
      return Promise.resolve({ id });
    },
  });
  return { ...base, ...overrides };
}

export function connectorOf(tools: readonly Tool[], overrides: Partial<Connector> = {}): Connector {
  return { spec: 1, kind: 'demo', name: 'demo', version: '1.0.0', title: 'Demo', tools, ...overrides };
}

export const words: RecordSet = { object: 'word', columns: ['name'], rows: [['alpha'], ['alto'], ['beta'], ['alpha']] };

/** The error of a result that has to be a failure. */
export function failed(result: object): ConnectorError {
  if ('error' in result) return result.error as ConnectorError;
  throw new Error(`expected a failure, got ${JSON.stringify(result)}`);
}
