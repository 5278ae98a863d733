import { createKey, type Key } from '../key.ts';

/** Severities of protocol log messages, mildest first. */
export type LogLevel = 'debug' | 'info' | 'notice' | 'warning' | 'error' | 'critical' | 'alert' | 'emergency';

/**
 * What only a protocol test or an expert needs of the protocol beneath a call. Sampling and roots are asked for with a question of
 * kind `raw` (methods `sampling/createMessage` and `roots/list`). All three are deprecated in the protocol itself.
 */
export interface McpExtras {
  /** What the client declared it can do. Empty where that is not known. */
  readonly capabilities: Readonly<Record<string, unknown>>;
  /** Sends a protocol log message, if the server declares `logging` and the client wants messages of this level. */
  readonly log: (level: LogLevel, data: unknown, logger?: string) => void;
}

/** Connectors may not import this: a lint rule keeps them from it. */
export const mcpExtras: Key<McpExtras> = createKey<McpExtras>('mcp-extras', { capabilities: {}, log: () => {} });
