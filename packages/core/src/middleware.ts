import type { Access, Change, Tool } from './tool.ts';
import type { CallContext } from './context.ts';
import type { Connector } from './connector.ts';
import type { ConnectorError } from './connector-error.ts';

/** One attempt to use a tool, as the middleware sees it. */
export interface Call {
  /** What brought it: a tool call, a resource read, a completion, or the preview of a write. All are governed alike. */
  readonly via: 'tool' | 'view' | 'completion' | 'preview';
  /** Full tool name, as the caller gave it. */
  readonly name: string;
  /** As the caller gave them. */
  readonly arguments: unknown;
  readonly connector?: Connector;
  readonly tool?: Tool;
  /** Parsed arguments. */
  readonly input?: unknown;
  /** Why this call can never run: an unknown tool, arguments that do not fit, an access that cannot be judged. */
  readonly invalid?: ConnectorError;
  /** What it would touch. For a preview, the reads that it takes. */
  readonly access: readonly Access[];
  /** Runs the tool's preview as a governed call of its own. Present for writes. */
  readonly preview?: () => Promise<readonly Change[]>;
  readonly context: CallContext;
}

export type Next = (call: Call) => Promise<unknown>;

/** A tool as it is listed: its full name, and whose it is. */
export interface ToolEntry {
  readonly name: string;
  readonly connector: Connector;
  readonly tool: Tool;
}

/** Which tools a caller sees. Decides by the same facts that guard calls. */
export interface ListFilter {
  /** Equal for callers who see the same list; changes when the rules do. Lists are cached by it. */
  key(context: CallContext): string;
  allows(entry: ToolEntry, context: CallContext): boolean;
}

/**
 * Wraps every call, whatever the connector. What `next` resolves to is the tool's output (for `via: 'preview'`, its changes).
 * The innermost `next` throws `invalid` when it is set, so a middleware may look at such a call but never make it run.
 */
export interface Middleware {
  (call: Call, next: Next): Promise<unknown>;
  readonly filter?: ListFilter;
  /** Tools whose questions a client without a way to ask may answer with a `confirm` token. Never for deletes. */
  readonly confirms?: (entry: ToolEntry) => boolean;
}

/** Many middlewares as one, the first outermost. */
export function compose(...layers: readonly Middleware[]): Middleware {
  const run = (call: Call, next: Next): Promise<unknown> =>
    layers.reduceRight<Next>((inner, layer) => (at) => layer(at, inner), next)(call);
  const filters = layers.flatMap(({ filter }) => (filter === undefined ? [] : [filter]));
  const confirms = layers.flatMap(({ confirms }) => (confirms === undefined ? [] : [confirms]));
  return Object.assign(run, {
    ...(filters.length === 0 ? {} : { filter: every(filters) }),
    ...(confirms.length === 0 ? {} : { confirms: (entry: ToolEntry) => confirms.some((confirm) => confirm(entry)) }),
  });
}

function every(filters: readonly ListFilter[]): ListFilter {
  return {
    key: (context) => JSON.stringify(filters.map((filter) => filter.key(context))),
    allows: (entry, context) => filters.every((filter) => filter.allows(entry, context)),
  };
}
