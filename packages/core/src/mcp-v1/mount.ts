import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import type { Caller } from '../caller.ts';
import { callerOf, toExchange } from './exchange.ts';
import { createMerges } from './merges.ts';
import { createProtocol } from '../protocol/protocol.ts';
import { mergeHandlers, type Extra } from './handler-map.ts';
import type { Toolkit } from '../toolkit/toolkit.ts';

export interface MountOptions {
  /** Who calls. Default: the subject of the token that the host verified (`extra.authInfo`), else nobody. */
  readonly caller?: (extra: Extra) => Caller;
}

const mounted = new WeakMap<Server, Set<string>>();

/**
 * Adds a toolkit's tools, resources and prompts to a server that is there already, next to its own, registered before or after.
 * Call it before `connect`. Throws an Error for a name that the server, or a toolkit mounted earlier, has too; a tool that the server
 * registers later under such a name makes lists and calls fail with the same message.
 */
export function mountToolkit(target: McpServer | Server, toolkit: Toolkit, options: MountOptions = {}): void {
  const server = 'server' in target ? target.server : target;
  const hostTools = (): readonly string[] | undefined => ownTools(target);
  const { tools, views, prompts } = toolkit.catalogue;
  reserve(server, [...tools.keys(), ...prompts.keys()], hostTools() ?? []);
  // Throws by itself after connect, when the client has been told already what the server can do.
  server.registerCapabilities({
    tools: {},
    ...(views.length === 0 ? {} : { resources: {} }),
    ...(prompts.size === 0 ? {} : { prompts: {} }),
    ...(views.length === 0 && prompts.size === 0 ? {} : { completions: {} }),
  });
  const exchange = (extra: Extra) => toExchange(server, extra, options.caller ?? callerOf);
  mergeHandlers(server, createMerges({ protocol: createProtocol(toolkit), exchange, hostTools }));
}

function reserve(server: Server, names: readonly string[], host: readonly string[]): void {
  const taken = mounted.get(server) ?? new Set<string>();
  for (const name of names) {
    if (taken.has(name) || host.includes(name))
      throw new Error(`"${name}" is registered by the server already; give the connector another name.`);
  }
  mounted.set(server, new Set([...taken, ...names]));
}

/** A `McpServer` keeps its tools by name; a bare `Server` knows only handlers. */
function ownTools(target: McpServer | Server): readonly string[] | undefined {
  const { _registeredTools: tools } = target as { _registeredTools?: Readonly<Record<string, unknown>> };
  return tools === undefined ? undefined : Object.keys(tools);
}
