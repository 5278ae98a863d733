import { record, recordOfSchema, tool, type JsonApi, type Tool } from '@causeway/core';
import { z } from 'zod';

const answer = z.object({ id: z.string() });

/** Adds a comment to a ticket. */
export function commentTicket(api: JsonApi): Tool {
  return tool({
    name: 'comment_ticket',
    title: 'Comment on a ticket',
    description: 'Adds a comment that the customer will see.',
    effect: 'create',
    requests: 1,
    input: z.strictObject({
      ticket: z.string().regex(/^\d+$/).describe('Id of the ticket'),
      text: z.string().min(1).max(5_000).describe('Plain text'),
    }),
    output: recordOfSchema,
    access: ({ ticket }) => [
      { object: 'ticket', effect: 'read', ids: [ticket], fields: ['id'] },
      { object: 'comment', effect: 'create', fields: ['text'] },
    ],
    preview: async ({ text }) => [{ object: 'comment', field: 'text', after: text }],
    async run({ ticket, text }, call) {
      const { id } = answer.parse(await api(call, { method: 'POST', path: `/tickets/${ticket}/comments`, body: { text } }));
      call.trail.touched('comment', [id]);
      call.trail.column('text', { object: 'comment', field: 'text' });
      return record({ object: 'comment', id, fields: { text } });
    },
  });
}
