import { createMcpHandler, McpServer } from '@modelcontextprotocol/server';
import { toNodeHandler, type NodeIncomingMessageLike } from '@modelcontextprotocol/node';
import { z } from 'zod';
import { answer, input, output, toolNames } from './echo.ts';
import { readJson, serveChild, toolCount } from './child.ts';

const inputSchema = z.object(input);
const outputSchema = z.object(output);

/** The v2 SDK as its documentation says, with the body parsed once and handed over. */
const handler = toNodeHandler(
  createMcpHandler(() => {
    const server = new McpServer({ name: 'v2', version: '1' });
    for (const name of toolNames(toolCount)) {
      server.registerTool(name, { title: name, description: 'Reads a thing.', inputSchema, outputSchema }, (values) => {
        const structuredContent = answer(values);
        return { content: [{ type: 'text', text: JSON.stringify(structuredContent) }], structuredContent };
      });
    }
    return server;
  }),
);

serveChild((request, response) => void readJson(request).then((body) => handler(request as NodeIncomingMessageLike, response, body)));
