import { countTokens as count } from 'gpt-tokenizer/encoding/o200k_base';
import { toJsonSchema, type Toolkit, type ToolEntry } from '@causeway/core';

/** Tokens of a text in the encoding o200k. */
export function countTokens(text: string): number {
  return count(text);
}

export interface ListTokens {
  readonly tools: number;
  readonly total: number;
  /** Per full tool name, in order of the list. */
  readonly each: Readonly<Record<string, number>>;
}

/** What a toolkit's list of tools costs a model: names, descriptions, both schemas and hints, as compact JSON. */
export function listTokens(toolkit: Toolkit): ListTokens {
  const entries = toolkit.list().entries.map((entry) => [entry.name, countTokens(JSON.stringify(listed(entry)))] as const);
  const total = entries.reduce((sum, [, tokens]) => sum + tokens, 0);
  return { tools: entries.length, total, each: Object.fromEntries(entries) };
}

function listed({ name, tool }: ToolEntry) {
  const { title, description, effect, idempotent } = tool;
  const write = { readOnlyHint: false, destructiveHint: effect !== 'create', ...(idempotent === true ? { idempotentHint: true } : {}) };
  return {
    name,
    title,
    description,
    inputSchema: toJsonSchema(tool.input, 'input'),
    outputSchema: toJsonSchema(tool.output, 'output'),
    annotations: effect === 'read' ? { readOnlyHint: true } : write,
  };
}
