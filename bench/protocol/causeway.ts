import { createToolkit, tool, type Middleware } from '@causeway/core';
import { serveHttp } from '@causeway/core/mcp';
import { z } from 'zod';
import { answer, input, output, toolNames } from './echo.ts';
import { reportUsage, toolCount } from './child.ts';

const tools = toolNames(toolCount).map((name) =>
  tool({
    name: name.replace('demo_', ''),
    title: name,
    description: 'Reads a thing.',
    effect: 'read',
    requests: 0,
    input: z.strictObject(input),
    output: z.looseObject(output),
    access: ({ id }) => [{ object: 'thing', effect: 'read', ids: [id], fields: '*' }],
    run: (values) => Promise.resolve(answer(values)),
  }),
);

/** A list that depends on who asks, as with a policy. */
const filter: Middleware = Object.assign<Middleware, Partial<Middleware>>((call, next) => next(call), {
  filter: { key: () => 'all', allows: () => true },
});

const connector = { spec: 1, kind: 'demo', name: 'demo', version: '1', title: 'Demo', tools } as const;
const server = await serveHttp(createToolkit({ connectors: [connector], use: process.argv[3] === 'filtered' ? [filter] : [] }), {
  name: 'bench',
  version: '1',
  port: 0,
});
reportUsage(Number(new URL(server.url).port));
