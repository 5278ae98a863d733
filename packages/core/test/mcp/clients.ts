import { Client as NewClient, StreamableHTTPClientTransport as NewHttp } from '@modelcontextprotocol/client';
import { Client as OldClient } from '@modelcontextprotocol/sdk/client/index.js';
import { ElicitRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { StdioClientTransport as NewStdio } from '@modelcontextprotocol/client/stdio';
import { StdioClientTransport as OldStdio } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport as OldHttp } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

/** Where a server is: an address, or a program to start. */
export type Endpoint = { readonly url: string } | { readonly program: readonly string[] };

/** The clients of the world: the v1 SDK, the v2 SDK as it is by default, and the v2 SDK on the newest revision. */
export type ClientKind = 'v1' | 'v2 legacy' | 'v2 pinned';
export const clientKinds: readonly ClientKind[] = ['v1', 'v2 legacy', 'v2 pinned'];

type Json = Readonly<Record<string, unknown>>;

export interface AnyClient {
  listTools(): Promise<{ readonly tools: readonly { readonly name: string; readonly inputSchema: Json }[] }>;
  callTool(params: { readonly name: string; readonly arguments?: Json }): Promise<Json>;
  listResources(): Promise<Json>;
  listResourceTemplates(): Promise<Json>;
  readResource(params: { readonly uri: string }): Promise<Json>;
  listPrompts(): Promise<Json>;
  getPrompt(params: { readonly name: string; readonly arguments?: Json }): Promise<Json>;
  complete(params: Json): Promise<Json>;
  close(): Promise<void>;
}

export interface ClientOptions {
  readonly capabilities?: Json;
  /** Answers questions for the person. */
  readonly elicit?: (params: Json) => Json;
  readonly headers?: Readonly<Record<string, string>>;
}

const info = { name: 'test', version: '1.0.0' };

export async function connectClient(kind: ClientKind, endpoint: Endpoint, options: ClientOptions = {}): Promise<AnyClient> {
  const { capabilities = {}, elicit, headers = {} } = options;
  const requestInit = { headers };
  if (kind === 'v1') {
    const client = new OldClient(info, { capabilities });
    if (elicit !== undefined) client.setRequestHandler(ElicitRequestSchema, ({ params }) => elicit(params) as never);
    await client.connect(
      'url' in endpoint ? new OldHttp(new URL(endpoint.url), { requestInit }) : new OldStdio(commandOf(endpoint.program)),
    );
    return facade(client);
  }
  const mode = kind === 'v2 pinned' ? { pin: '2026-07-28' } : 'legacy';
  const client = new NewClient(info, { capabilities, versionNegotiation: { mode } });
  if (elicit !== undefined) client.setRequestHandler('elicitation/create', ({ params }) => elicit(params) as never);
  await client.connect('url' in endpoint ? new NewHttp(new URL(endpoint.url), { requestInit }) : new NewStdio(commandOf(endpoint.program)));
  return facade(client);
}

/** Both clients have these methods; their types say much more. */
function facade(client: unknown): AnyClient {
  return client as AnyClient;
}

function commandOf(program: readonly string[]) {
  return { command: process.execPath, args: ['--conditions=@causeway/source', ...program], stderr: 'pipe' as const };
}
