import { tool, type Connector } from '@causeway/core';
import { z } from 'zod';
import { answer, input, output, toolNames } from './echo.ts';
import { toolCount } from './child.ts';

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

/** The same tools as everybody's, as a connector. */
export const demo: Connector = { spec: 1, kind: 'demo', name: 'demo', version: '1', title: 'Demo', tools };
