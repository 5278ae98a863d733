import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { answer, input, output, toolNames } from './echo.ts';
import { readJson, serveChild, toolCount } from './child.ts';

/** The v1 SDK as its documentation says: stateless, a server and a transport per request. */
serveChild((request, response) => {
  void (async () => {
    const server = new McpServer({ name: 'v1', version: '1' });
    for (const name of toolNames(toolCount)) {
      server.registerTool(name, { title: name, description: 'Reads a thing.', inputSchema: input, outputSchema: output }, (values) => {
        const structuredContent = answer(values);
        return { content: [{ type: 'text', text: JSON.stringify(structuredContent) }], structuredContent };
      });
    }
    const transport = new StreamableHTTPServerTransport({ enableJsonResponse: true });
    response.on('close', () => void server.close());
    await server.connect(transport);
    await transport.handleRequest(request, response, await readJson(request));
  })();
});
