import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

export interface ToolAnswer {
  readonly isError?: boolean;
  readonly structuredContent?: Readonly<Record<string, unknown>>;
  readonly text: string;
}

export interface McpUser {
  call(name: string, values?: Readonly<Record<string, unknown>>): Promise<ToolAnswer>;
  list(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** An MCP client with a fixed token; opens pages that it is asked to open with `open`. */
export async function connectUser(url: string, token: string, open?: (url: string) => void): Promise<McpUser> {
  const client = new Client(
    { name: 'test', version: '1.0.0' },
    { versionNegotiation: { mode: 'auto' }, capabilities: open === undefined ? {} : { elicitation: { url: {} } } },
  );
  if (open !== undefined)
    client.setRequestHandler('elicitation/create', async ({ params }) => {
      open((params as unknown as { url: string }).url);
      return { action: 'accept' };
    });
  await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers: { authorization: `Bearer ${token}` } } }));
  return {
    async call(name, values = {}) {
      const result = (await client.callTool({ name, arguments: values })) as unknown as ToolAnswer & {
        readonly content: readonly { readonly text?: string }[];
      };
      return { ...result, text: result.content.map(({ text = '' }) => text).join('\n') };
    },
    list: async () => (await client.listTools()).tools.map(({ name }) => name),
    close: () => client.close(),
  };
}
