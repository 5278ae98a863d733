import { tool, type Connector, type Effect } from '@causeway/core';
import { z } from 'zod';

/** A system with a tool that reads and one that writes; remembers what ran. */
export function desk(): Connector & { readonly ran: readonly string[] } {
  const ran: string[] = [];
  const make = (name: string, effect: Effect) =>
    tool({
      name,
      title: name,
      description: 'Does it.',
      effect,
      requests: 0,
      input: z.strictObject({}),
      output: z.looseObject({ done: z.string() }),
      access: () => [{ object: 'ticket', effect, fields: [] }],
      ...(effect === 'read' ? {} : { preview: async () => [] }),
      run: async () => {
        ran.push(name);
        return { done: name };
      },
    });
  return {
    spec: 1,
    kind: 'helpdesk',
    name: 'desk',
    version: '1.0.0',
    title: 'Desk',
    tools: [make('get_ticket', 'read'), make('update_ticket', 'update')],
    ran,
  };
}
