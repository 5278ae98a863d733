import { ConnectorError, recordSetSchema, tool, type Connector, type ConnectorKind } from '@causeway/core';
import { z } from 'zod';

const options = z.strictObject({
  name: z.string().default('desk').describe('Name of this instance'),
  url: z.url().describe('Where it is'),
  auth: z.strictObject({ token: z.string().min(8).meta({ secret: true }).describe('Token') }).describe('How to sign in'),
  toolsets: z
    .array(z.enum(['read', 'write']))
    .default(['read', 'write'])
    .describe('Which tools there are'),
  pageSize: z.int().min(1).default(10).describe('Rows of a page'),
  archived: z.boolean().default(false).describe('With the archive'),
});

type Options = z.output<typeof options>;

const input = z.strictObject({});
const access = () => [{ object: 'ticket', effect: 'read' as const, fields: ['id'] }];

/** A connector without a system: what it was made with shows in its instructions, and `.down` in its address makes it fail. */
function create({ name, url, toolsets, ...rest }: Options): Connector {
  const down = url.includes('.down');
  const refuse = () => {
    if (down) throw new ConnectorError('unavailable', 'The help desk does not answer.', { hint: 'Try again in a minute.' });
  };
  const find = tool({
    name: 'find_tickets',
    title: 'Find tickets',
    description: 'Lists tickets.',
    effect: 'read',
    requests: 0,
    input,
    output: recordSetSchema,
    access,
    run: async () => {
      refuse();
      return { object: 'ticket', columns: ['id'], rows: [['7']] };
    },
  });
  const update = tool({
    name: 'update_ticket',
    title: 'Update a ticket',
    description: 'Changes a ticket.',
    effect: 'update',
    requests: 0,
    input,
    output: recordSetSchema,
    access: () => [{ object: 'ticket', effect: 'update', fields: ['status'] }],
    preview: async () => [],
    run: async () => ({ object: 'ticket', columns: [], rows: [] }),
  });
  return {
    spec: 1,
    kind: 'desk',
    name,
    version: '1.0.0',
    title: 'Help desk',
    instructions: JSON.stringify({ url, ...rest }),
    tools: toolsets.flatMap((set) => (set === 'read' ? [find] : [update])),
    check: async () => {
      refuse();
      return {
        user: 'ada',
        organization: 'Acme',
        scopes: ['a', 'b', 'c', 'd'],
        quotas: [{ name: 'daily', remaining: 9, limit: 10 }],
        notes: ['It ends soon.'],
      };
    },
  };
}

export const deskKind: ConnectorKind<typeof options> = {
  kind: 'desk',
  title: 'Help desk',
  options,
  env: { DESK_URL: 'url', DESK_TOKEN: 'auth.token' },
  create,
};
