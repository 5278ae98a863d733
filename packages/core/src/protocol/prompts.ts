import type { McpPrompt, McpPromptResult } from './wire.ts';
import type { PromptEntry } from '../toolkit/catalogue.ts';
import type { PromptMessage } from '../prompt.ts';
import { toMcpContent } from './content.ts';

export function toMcpPrompt({ name, prompt }: PromptEntry): McpPrompt {
  const parameters = (prompt.arguments ?? []).map(({ name, description, required }) => ({
    name,
    description,
    ...(required === true ? { required } : {}),
  }));
  return {
    name,
    title: prompt.title,
    description: prompt.description,
    ...(parameters.length === 0 ? {} : { arguments: parameters }),
  };
}

export function toPromptResult(messages: readonly PromptMessage[]): McpPromptResult {
  return { messages: messages.map(({ role, content }) => ({ role, content: toMcpContent(content) })) };
}
