import type { Effect } from '@causeway/core';

/** The verbs that start a tool's name, by what the tool does. */
export const verbs: Readonly<Record<Effect, readonly string[]>> = {
  read: ['read', 'get', 'list', 'find', 'search', 'describe', 'summarize', 'query', 'run'],
  create: ['create', 'log', 'comment'],
  update: ['update', 'upsert', 'move', 'associate'],
  delete: ['delete', 'archive', 'dissociate'],
};

export function verbOf(toolName: string): string {
  return toolName.split('_')[0] as string;
}
