import type { JsonSchema } from '../schema.ts';

// The shapes of the Model Context Protocol that this package produces: plain objects, so that either SDK can send them.

type Meta = Readonly<Record<string, unknown>>;

export interface McpTool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly inputSchema: JsonSchema;
  readonly outputSchema: JsonSchema;
  readonly annotations: McpToolHints;
}

/** What a host may assume of a tool without knowing it. */
export interface McpToolHints {
  readonly readOnlyHint: boolean;
  readonly destructiveHint?: boolean;
  readonly idempotentHint?: boolean;
}

export type McpResourceContents =
  | { readonly uri: string; readonly mimeType?: string; readonly text: string }
  | { readonly uri: string; readonly mimeType?: string; readonly blob: string };

export type McpContent =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'image' | 'audio'; readonly data: string; readonly mimeType: string }
  | { readonly type: 'resource'; readonly resource: McpResourceContents }
  | {
      readonly type: 'resource_link';
      readonly uri: string;
      readonly name: string;
      readonly title?: string;
      readonly description?: string;
      readonly mimeType?: string;
    };

export interface McpCallResult {
  readonly content: readonly McpContent[];
  readonly structuredContent?: unknown;
  readonly isError?: true;
  readonly _meta?: Meta;
}

/** The call waits for a person; the client sends it again with the answers and the state. */
export interface McpInputRequired {
  readonly resultType: 'input_required';
  readonly inputRequests: Readonly<Record<string, McpInputRequest>>;
  readonly requestState: string;
}

export interface McpInputRequest {
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
}

export interface McpResource {
  readonly uri: string;
  readonly name: string;
  readonly title: string;
  readonly description?: string;
  readonly mimeType: string;
}

export type McpResourceTemplate = Omit<McpResource, 'uri'> & { readonly uriTemplate: string };

export interface McpPrompt {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly arguments?: readonly { readonly name: string; readonly description: string; readonly required?: boolean }[];
}

export interface McpPromptResult {
  readonly messages: readonly { readonly role: 'user' | 'assistant'; readonly content: McpContent }[];
}

export interface McpCompletion {
  readonly completion: { readonly values: readonly string[]; readonly hasMore: boolean };
}
