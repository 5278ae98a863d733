import { Client as NewClient, StreamableHTTPClientTransport as NewHttp } from '@modelcontextprotocol/client';
import { Client as OldClient } from '@modelcontextprotocol/sdk/client/index.js';
import { ElicitRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { StdioClientTransport as NewStdio } from '@modelcontextprotocol/client/stdio';
import { StdioClientTransport as OldStdio } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport as OldHttp } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { join } from 'node:path';
import { emptyFolder, environment, runToEnd, type Program, type RunOptions } from './apps.ts';
import { root } from './imports.ts';

/** Clients that nobody here wrote. */
export const clientKinds = ['sdk 1', 'client 2, revision 2025-11-25', 'client 2, revision 2026-07-28'] as const;
export type ClientKind = (typeof clientKinds)[number];

export type Place =
  | { readonly url: string; readonly headers?: Readonly<Record<string, string>> }
  | { readonly program: Program; readonly options?: RunOptions };

export interface ToolResult {
  readonly isError?: boolean;
  readonly structuredContent?: unknown;
  readonly content: readonly { readonly type: string; readonly text?: string }[];
  readonly _meta?: Readonly<Record<string, unknown>>;
}

export interface AnyClient {
  listTools(): Promise<{
    readonly tools: readonly { readonly name: string; readonly annotations?: { readonly readOnlyHint?: boolean } }[];
  }>;
  callTool(params: { readonly name: string; readonly arguments: unknown }): Promise<ToolResult>;
  readResource(params: { readonly uri: string }): Promise<{ readonly contents: readonly { readonly text?: string }[] }>;
  getServerVersion(): { readonly name: string } | undefined;
  getInstructions(): string | undefined;
  close(): Promise<void>;
}

const info = { name: 'test', version: '1.0.0' };
const capabilities = { elicitation: { form: {} } };

/** `answer` is what the person says to whatever they are asked. */
export async function connect(
  kind: ClientKind,
  place: Place,
  answer: (message: string) => 'accept' | 'decline' = () => 'accept',
): Promise<AnyClient> {
  const stdio = 'program' in place ? programOf(place.program, place.options) : undefined;
  const url = 'url' in place ? new URL(place.url) : new URL('http://localhost');
  const request = 'url' in place ? { requestInit: { headers: { ...place.headers } } } : {};
  if (kind === 'sdk 1') {
    const client = new OldClient(info, { capabilities });
    client.setRequestHandler(ElicitRequestSchema, ({ params }) => ({ action: answer(params.message), content: {} }));
    await client.connect(stdio === undefined ? new OldHttp(url, request) : new OldStdio(stdio));
    return client as unknown as AnyClient;
  }
  const mode = kind === 'client 2, revision 2026-07-28' ? { pin: '2026-07-28' } : 'legacy';
  const client = new NewClient(info, { capabilities, versionNegotiation: { mode } });
  client.setRequestHandler('elicitation/create', ({ params }) => ({ action: answer(params.message), content: {} }));
  await client.connect(stdio === undefined ? new NewHttp(url, request) : new NewStdio(stdio));
  return client as unknown as AnyClient;
}

function programOf({ command, args }: Program, options: RunOptions = {}) {
  const cwd = options.cwd ?? emptyFolder();
  return { command, args: [...args], cwd, env: environment(options, cwd), stderr: 'ignore' as const };
}

/** The command line of the MCP Inspector. Answers what it printed, parsed. */
export async function inspect(place: Place, options: readonly string[]): Promise<unknown> {
  const inspector = join(root, 'node_modules/@modelcontextprotocol/inspector/clients/launcher/build/index.js');
  const args = 'url' in place ? [place.url, ...options] : [...options, '--', place.program.command, ...place.program.args];
  const { code, stdout, stderr } = await runToEnd({ command: process.execPath, args: [inspector, '--cli'] }, args);
  if (code !== 0) throw new Error(`The inspector ended with ${code}: ${stderr}${stdout}`);
  return JSON.parse(stdout);
}
