import { answer, toolNames } from './echo.ts';
import { readJson, serveChild, toolCount } from './child.ts';

interface RpcRequest {
  readonly id: number;
  readonly method: string;
  readonly params: { readonly name: string; readonly arguments: { readonly id: string; readonly limit: number } };
}

const list = { tools: toolNames(toolCount).map((name) => ({ name, inputSchema: { type: 'object' } })) };

/** Bare node:http: the body is parsed, an answer of the same shape goes back. Nothing can be cheaper. */
serveChild((request, response) => {
  void readJson(request).then((body) => {
    const { id, method, params } = body as RpcRequest;
    const structuredContent = method === 'tools/list' ? undefined : answer(params.arguments);
    const result =
      structuredContent === undefined ? list : { content: [{ type: 'text', text: JSON.stringify(structuredContent) }], structuredContent };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ jsonrpc: '2.0', id, result }));
  });
});
