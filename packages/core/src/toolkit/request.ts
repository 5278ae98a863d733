import type { Caller } from '../caller.ts';
import type { CallContext } from '../context.ts';
import type { ConnectorError } from '../connector-error.ts';
import type { Content } from '../content.ts';
import type { PromptMessage } from '../prompt.ts';
import type { Question, QuestionKind } from '../question.ts';
import type { Reply } from './conversation.ts';
import type { ToolEntry } from '../middleware.ts';
import type { ViewEntry } from './catalogue.ts';

/** What every request to a toolkit may carry. */
export interface RequestOptions {
  readonly caller?: Caller | undefined;
  /** Aborted by the caller. The toolkit's deadline comes on top. */
  readonly signal?: AbortSignal | undefined;
  readonly progress?: ((done: number, total?: number, message?: string) => void) | undefined;
  /** What the client can put to a person. Default: nothing. */
  readonly canAsk?: readonly QuestionKind[] | undefined;
  /** Answers to the questions of an earlier attempt. */
  readonly reply?: Reply | undefined;
  /** Adds values to the context before the first middleware: trace context, protocol extras. */
  readonly prepare?: ((context: CallContext) => CallContext) | undefined;
}

export interface CallRequest extends RequestOptions {
  readonly name: string;
  readonly arguments?: unknown;
}

export interface ReadRequest extends RequestOptions {
  readonly uri: string;
}

export interface PromptRequest extends RequestOptions {
  readonly name: string;
  readonly arguments?: Readonly<Record<string, string>> | undefined;
}

export interface CompleteRequest extends RequestOptions {
  /** A view by the URI of its template, or a prompt by its full name. */
  readonly of: { readonly view: string } | { readonly prompt: string };
  readonly argument: string;
  readonly typed: string;
  /** The other variables that are known. */
  readonly variables?: Readonly<Record<string, string>> | undefined;
}

export interface Failed {
  readonly kind: 'failed';
  readonly error: ConnectorError;
  /** No such tool, view or prompt, or none that this caller may know of. */
  readonly unknown: boolean;
  /** The reply answers no open question of this call: it is forged, changed, expired, or meant for other arguments. */
  readonly staleReply?: boolean;
}

/** The attempt waits for a person. Send the same request again with the answers and the state. */
export interface Asks {
  readonly kind: 'asks';
  readonly questions: Readonly<Record<string, Question>>;
  readonly state: string;
  /** The client may send `state` back as the argument `confirm`, because it cannot ask a person. */
  readonly confirm: boolean;
}

export interface Called {
  readonly kind: 'done';
  readonly entry: ToolEntry;
  readonly output: unknown;
  /** Content in place of JSON, where the tool presents it. */
  readonly content?: readonly Content[];
}

export type CallResult = Called | Failed | Asks;
export type ReadResult = (Called & { readonly view: ViewEntry }) | Failed | Asks;
export type PromptResult = { readonly kind: 'done'; readonly messages: readonly PromptMessage[] } | Failed | Asks;
