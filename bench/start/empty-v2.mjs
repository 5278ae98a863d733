// The least that a stdio server on the v2 SDK can be: one tool, so that there is a list.
import { McpServer } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { z } from 'zod';

serveStdio(() => {
  const server = new McpServer({ name: 'empty', version: '1' });
  server.registerTool('hello', { inputSchema: z.object({}) }, () => ({ content: [] }));
  return server;
});
