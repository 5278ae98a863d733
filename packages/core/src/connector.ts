import type { CallContext } from './context.ts';
import type { Prompt } from './prompt.ts';
import type { Quota } from './quota.ts';
import type { Out, Schema } from './schema.ts';
import type { Tool } from './tool.ts';
import type { View } from './view.ts';

/** What a connector found when it asked its system who it is there. */
export interface Health {
  /** The upstream user, as people know it: a user name or an e-mail. */
  readonly user?: string;
  /** The org, portal or account. */
  readonly organization?: string;
  readonly scopes?: readonly string[];
  readonly quotas?: readonly Quota[];
  /** Anything a person should know: an API version about to end, a permission that is missing. */
  readonly notes?: readonly string[];
}

/**
 * One external system, seen as a set of tools. It knows its system and nothing else: not MCP, not who is calling,
 * not whether a call is allowed, cached or retried. Those concerns wrap every connector alike.
 */
export interface Connector {
  /** Revision of this interface. */
  readonly spec: 1;
  /** Which system: `salesforce`. */
  readonly kind: string;
  /** This instance, prefix of its tools: `salesforce`, `emea`. `[a-z][a-z0-9]{1,15}`. */
  readonly name: string;
  readonly version: string;
  /** For people: `Salesforce`. */
  readonly title: string;
  /** A few sentences for the model, joined into the server's. */
  readonly instructions?: string;
  readonly tools: readonly Tool[];
  readonly views?: readonly View[];
  readonly prompts?: readonly Prompt[];
  /** The cheapest authenticated request. Throws a ConnectorError when the system cannot be used. */
  check?(call: CallContext): Promise<Health>;
  /** Frees sockets and timers. Safe to call twice. */
  close?(): Promise<void>;
}

/** How a configuration file, a command line, a docs table or a builder makes a connector without knowing it. */
export interface ConnectorKind<O extends Schema = Schema> {
  readonly kind: string;
  readonly title: string;
  /** Secrets marked (`.meta({ secret: true })`), every field described. Has a member `name` for the instance. */
  readonly options: O;
  /** Environment variable -> option path: `SALESFORCE_CLIENT_ID` -> `auth.clientId`. */
  readonly env: Readonly<Record<string, string>>;
  create(options: Out<O>): Connector | Promise<Connector>;
}
