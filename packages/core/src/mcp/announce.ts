import type { Server } from '@modelcontextprotocol/server';
import type { ConnectedServer } from './server.ts';

/** Tells the client of a connection that lists have changed. */
export async function announceLists({ server }: ConnectedServer): Promise<void> {
  const { tools, resources, prompts } = server.getCapabilities();
  if (tools?.listChanged === true) await server.sendToolListChanged();
  if (resources?.listChanged === true) await server.sendResourceListChanged();
  if (prompts?.listChanged === true) await server.sendPromptListChanged();
}

/** Tells the client of a connection that a resource has changed, if it wants to know. On newer revisions the SDK knows what it wants. */
export async function announceResource({ server, subscriptions }: ConnectedServer, uri: string): Promise<void> {
  if (server.getCapabilities().resources === undefined) return;
  if (isModern(server) || subscriptions.has(uri)) await server.sendResourceUpdated({ uri });
}

function isModern(server: Server): boolean {
  return (server.getNegotiatedProtocolVersion() ?? '') >= '2026-07-28';
}
