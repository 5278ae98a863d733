/** How a client reaches this server. */
export type Endpoint = { readonly url: string } | { readonly command: string; readonly args: readonly string[] };

export interface ClientSnippet {
  readonly client: string;
  /** Where it goes. */
  readonly place: string;
  readonly text: string;
}

/** Configuration that is ready to be pasted, for the clients that most people use. */
export function clientSnippets(name: string, endpoint: Endpoint): readonly ClientSnippet[] {
  const server = 'url' in endpoint ? { type: 'http', url: endpoint.url } : { command: endpoint.command, args: endpoint.args };
  // Claude Desktop starts programs only; mcp-remote carries a server that listens.
  const desktop = 'url' in endpoint ? { command: 'npx', args: ['-y', 'mcp-remote', endpoint.url] } : server;
  const cursor = 'url' in endpoint ? { url: endpoint.url } : server;
  const line =
    'url' in endpoint ? `--transport http ${name} ${endpoint.url}` : `${name} -- ${[endpoint.command, ...endpoint.args].join(' ')}`;
  const inspect = 'url' in endpoint ? `--transport http --server-url ${endpoint.url}` : [endpoint.command, ...endpoint.args].join(' ');
  const json = (value: unknown) => JSON.stringify(value);
  return [
    { client: 'Claude Code', place: 'run', text: `claude mcp add ${line}` },
    { client: 'Claude Desktop', place: 'claude_desktop_config.json', text: json({ mcpServers: { [name]: desktop } }) },
    {
      client: 'VS Code',
      place: '.vscode/mcp.json',
      text: json({ servers: { [name]: 'url' in endpoint ? server : { type: 'stdio', ...server } } }),
    },
    { client: 'Cursor', place: '.cursor/mcp.json', text: json({ mcpServers: { [name]: cursor } }) },
    { client: 'MCP Inspector', place: 'run', text: `npx @modelcontextprotocol/inspector ${inspect}` },
  ];
}
