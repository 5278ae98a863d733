/** How a client reaches this server. */
export type Endpoint =
  | {
      readonly url: string;
      /** Whether it must bring an API key; otherwise it finds out by itself how to sign in. */ readonly key?: boolean;
    }
  | { readonly command: string; readonly args: readonly string[] };

export interface ClientSnippet {
  readonly client: string;
  /** Where it goes. */
  readonly place: string;
  readonly text: string;
}

const header = 'Authorization: Bearer YOUR_KEY';

/** Configuration that is ready to be pasted, for the clients that most people use. */
export function clientSnippets(name: string, endpoint: Endpoint): readonly ClientSnippet[] {
  const [code, desktop, vscode, cursor, inspector] =
    'url' in endpoint ? overHttp(name, endpoint.url, endpoint.key === true) : overStdio(name, endpoint);
  return [
    { client: 'Claude Code', place: 'run', text: code },
    { client: 'Claude Desktop', place: 'claude_desktop_config.json', text: desktop },
    { client: 'VS Code', place: '.vscode/mcp.json', text: vscode },
    { client: 'Cursor', place: '.cursor/mcp.json', text: cursor },
    { client: 'MCP Inspector', place: 'run', text: inspector },
  ];
}

type Texts = readonly [code: string, desktop: string, vscode: string, cursor: string, inspector: string];

function overHttp(name: string, url: string, key: boolean): Texts {
  const flag = key ? ` --header "${header}"` : '';
  const headers = key ? { headers: { Authorization: 'Bearer YOUR_KEY' } } : {};
  // Claude Desktop starts programs only; mcp-remote carries a server that listens.
  const bridge = { command: 'npx', args: ['-y', 'mcp-remote', url, ...(key ? ['--header', header] : [])] };
  return [
    `claude mcp add --transport http ${name} ${url}${flag}`,
    JSON.stringify({ mcpServers: { [name]: bridge } }),
    JSON.stringify({ servers: { [name]: { type: 'http', url, ...headers } } }),
    JSON.stringify({ mcpServers: { [name]: { url, ...headers } } }),
    `npx @modelcontextprotocol/inspector --transport http --server-url ${url}${flag}`,
  ];
}

function overStdio(name: string, { command, args }: { readonly command: string; readonly args: readonly string[] }): Texts {
  const line = [command, ...args].join(' ');
  const program = { command, args };
  return [
    `claude mcp add ${name} -- ${line}`,
    JSON.stringify({ mcpServers: { [name]: program } }),
    JSON.stringify({ servers: { [name]: { type: 'stdio', ...program } } }),
    JSON.stringify({ mcpServers: { [name]: program } }),
    `npx @modelcontextprotocol/inspector ${line}`,
  ];
}

/** What clients should call the server: they put it before the name of every tool, and a model takes 64 characters. */
export function clientName(command: string): string {
  return command.replace(/^causeway-/, '').replace(/-server$/, '');
}
