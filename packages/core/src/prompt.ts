import type { CallContext } from './context.ts';
import type { Completion } from './completion.ts';
import type { Content } from './content.ts';

export interface PromptArgument {
  readonly name: string;
  readonly description: string;
  readonly required?: boolean;
  /** Values to offer: a list, or a read tool that is asked. */
  readonly complete?: Completion | readonly string[];
}

export interface PromptMessage {
  readonly role: 'user' | 'assistant';
  readonly content: Content;
}

/** A text that a person picks to start from. It holds no business data: the model fetches that through tools. */
export interface Prompt {
  /** Without the connector's prefix: `account_brief`. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly arguments?: readonly PromptArgument[];
  render(values: Readonly<Record<string, string>>, call: CallContext): readonly PromptMessage[] | Promise<readonly PromptMessage[]>;
}
