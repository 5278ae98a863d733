import { ConnectorError, page, record, recordOfSchema, recordSetSchema, tool, type Connector, type Tool } from '@causeway/core';
import { z } from 'zod';
import type { Access } from './access.ts';

const columns = ['system', 'title', 'state', 'user', 'organization', 'scopes', 'connected_at'] as const;

/** What users can do about their own connections. Everyone sees and ends their own alone. */
export function connectionsConnector(access: Access): Connector {
  return {
    spec: 1,
    kind: 'connections',
    name: 'connections',
    version: '1.0.0',
    title: 'Connections',
    instructions: 'A system that is not connected yet is connected by its first use: the answer then holds a link for the person.',
    tools: [listConnections(access), deleteConnection(access)],
  };
}

function listConnections(access: Access): Tool {
  return tool({
    name: 'list_connections',
    title: 'List connections',
    description: 'Which systems the person has connected, and as whom.',
    effect: 'read',
    requests: 0,
    input: z.strictObject({}),
    output: recordSetSchema,
    access: () => [{ object: 'connection', effect: 'read', fields: columns }],
    async run(_, call) {
      const states = await access.list(call);
      for (const field of columns) call.trail.column(field, { object: 'connection', field });
      const rows = states.map(({ system, title, state, grant }) => [
        system,
        title,
        state,
        grant?.upstreamUser ?? null,
        grant?.organization ?? null,
        grant?.scopes.join(' ') ?? null,
        grant?.connectedAt ?? null,
      ]);
      return page(call, { object: 'connection', columns, rows, total: rows.length, query: null, next: () => undefined });
    },
  });
}

function deleteConnection(access: Access): Tool {
  const names = access.names as readonly [string, ...string[]];
  return tool({
    name: 'delete_connection',
    title: 'Delete a connection',
    description: 'Ends the access to a system that the person gave. They can connect it again later.',
    effect: 'delete',
    requests: 1,
    input: z.strictObject({ system: z.enum(names).describe('Which system') }),
    output: recordOfSchema,
    access: ({ system }) => [{ object: 'connection', effect: 'delete', ids: [system], fields: ['state'] }],
    async preview({ system }, call) {
      const found = (await access.list(call)).find((one) => one.system === system);
      return [{ object: 'connection', id: system, field: 'state', before: found?.state ?? 'none', after: 'none' }];
    },
    async run({ system }, call) {
      if (!(await access.disconnect(call, system)))
        throw new ConnectorError('not_found', `The person has no connection to "${system}".`, { hint: 'List the connections.' });
      call.trail.touched('connection', [system]);
      call.trail.column('state', { object: 'connection', field: 'state' });
      return record({ object: 'connection', id: system, fields: { state: 'none' } });
    },
  });
}
