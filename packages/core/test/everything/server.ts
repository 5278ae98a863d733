import { createToolkit, type Connector } from '@causeway/core';
import { serveHttp, type HttpServing, type McpHandlerOptions } from '@causeway/core/mcp';
import { askingTools } from './asking-tools.ts';
import { contentTools } from './content-tools.ts';
import { prompts } from './prompts.ts';
import { protocolTools } from './protocol-tools.ts';
import { schemaConnector } from './schema-tool.ts';
import { viewTools, views } from './views.ts';

/** Everything that the conformance suite asks for, made of what every connector can use. */
export function everything(changed: () => void = () => {}): Connector {
  return {
    spec: 1,
    kind: 'test',
    name: 'test',
    version: '1.0.0',
    title: 'Everything',
    tools: [...contentTools, ...askingTools, ...protocolTools(changed), ...viewTools],
    views,
    prompts,
  };
}

export async function serveEverything(options: Partial<McpHandlerOptions> = {}): Promise<HttpServing> {
  const toolkit = createToolkit({ connectors: [everything(() => serving.handler.swap(toolkit)), schemaConnector], maxNameLength: 64 });
  const serving = await serveHttp(toolkit, { name: 'everything', version: '1.0.0', logging: true, port: 0, ...options });
  return serving;
}
