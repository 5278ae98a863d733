import { createJsonApi, openCursor, page, recordSetSchema, tool } from '@causeway/core';
import type { Connector, JsonApiOptions } from '@causeway/core';
import { z } from 'zod';

const columns = ['id', 'title', 'status'];
const answer = z.object({ tickets: z.array(z.record(z.string(), z.unknown())), total: z.number() });

/** The tickets of a help desk. */
export function helpDesk(options: JsonApiOptions): Connector {
  const api = createJsonApi(options);

  const findTickets = tool({
    name: 'find_tickets',
    title: 'Find tickets',
    description: 'Lists the tickets of the help desk, newest first.',
    effect: 'read',
    requests: 1,
    input: z.strictObject({
      status: z.enum(['open', 'closed']).optional().describe('Default: both'),
      limit: z.int().min(1).max(100).default(20).describe('Most rows'),
      cursor: z.string().optional().describe('From the page before'),
    }),
    output: recordSetSchema,
    access: () => [{ object: 'ticket', effect: 'read', fields: columns, filters: ['status'] }],
    async run({ status, limit, cursor }, call) {
      const offset = cursor === undefined ? 0 : Number(openCursor(call, status, cursor));
      const { tickets, total } = answer.parse(await api(call, { path: '/tickets', query: { status, limit, offset } }));
      for (const field of columns) call.trail.column(field, { object: 'ticket', field });
      const rows = tickets.slice(0, limit).map((ticket) => columns.map((column) => ticket[column]));
      const next = (kept: number) => (offset + kept < total ? offset + kept : undefined);
      return page(call, { object: 'ticket', columns, rows, total, query: status, next });
    },
  });

  return {
    spec: 1,
    kind: 'helpdesk',
    name: 'helpdesk',
    version: '1.0.0',
    title: 'Help desk',
    tools: [findTickets],
    close: () => api.close(),
  };
}
