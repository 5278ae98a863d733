import { createToolkit, type Middleware } from '@causeway/core';
import { serveHttp } from '@causeway/core/mcp';
import { demo } from './causeway-tools.ts';
import { reportUsage } from './child.ts';

/** A list that depends on who asks, as with a policy. */
const filter: Middleware = Object.assign<Middleware, Partial<Middleware>>((call, next) => next(call), {
  filter: { key: () => 'all', allows: () => true },
});

const use = process.argv[3] === 'filtered' ? [filter] : [];
const server = await serveHttp(createToolkit({ connectors: [demo], use }), { name: 'bench', version: '1', port: 0 });
reportUsage(server.port);
