import { ConnectorError, dayOf, recordOfSchema, tool, type Tool } from '@causeway/core';
import { z } from 'zod';
import { create, draftAccess, draftPreview, type Draft } from '../writes/create.ts';
import { guardRequests } from '../writes/guard.ts';
import { openWorkspace, type Kit, type Workspace } from '../workspace.ts';
import { requireId } from '../records/get.ts';

const input = z.strictObject({
  kind: z.enum(['task', 'call', 'event']).describe('A call is a task that is done'),
  subject: z.string().min(1).describe('Title'),
  record_id: z.string().describe('What or who it is about'),
  contact_id: z.string().optional().describe('Contact or lead, if record_id is neither'),
  description: z.string().optional().describe('Notes'),
  when: z.string().optional().describe('Due date; for an event its start with offset'),
  minutes: z.int().min(1).max(20_160).default(30).describe('Length of an event'),
});
type Input = z.output<typeof input>;

export function logActivity(kit: Kit): Tool {
  return tool({
    name: 'log_activity',
    title: 'Log an activity',
    description: 'Adds a task, call or event to a record.',
    effect: 'create',
    requests: kit.metadataRequests + guardRequests + 2,
    input,
    output: recordOfSchema,
    async access(given, call) {
      const workspace = await openWorkspace(kit, call);
      return draftAccess(workspace, await toDraft(workspace, given));
    },
    async preview(given, call) {
      const workspace = await openWorkspace(kit, call);
      return draftPreview(workspace, await toDraft(workspace, given));
    },
    async run(given, call) {
      const workspace = await openWorkspace(kit, call);
      return create(workspace, await toDraft(workspace, given));
    },
  });
}

/** Id prefixes of the people an activity can be with: Contact and Lead. */
const people = new Set(['003', '00Q']);

async function toDraft(workspace: Workspace, given: Input): Promise<Draft> {
  const { kind, subject, description } = given;
  const record = requireId(given.record_id);
  const isPerson = people.has(record.slice(0, 3));
  const who = given.contact_id === undefined ? (isPerson ? record : undefined) : requireId(given.contact_id);
  const values = {
    Subject: subject,
    ...(isPerson ? {} : { WhatId: record }),
    ...(who === undefined ? {} : { WhoId: who }),
    ...(description === undefined ? {} : { Description: description }),
    ...(kind === 'event' ? eventTimes(given) : await taskTimes(workspace, given)),
  };
  return { object: kind === 'event' ? 'Event' : 'Task', values };
}

function eventTimes({ when, minutes }: Input) {
  if (when === undefined) throw new ConnectorError('invalid_input', 'An event needs its start in when.', { fields: ['when'] });
  return { StartDateTime: when, DurationInMinutes: minutes };
}

/** A call took place: on the day that is given, or today where the user is. */
async function taskTimes(workspace: Workspace, { kind, when }: Input) {
  if (kind === 'task') return when === undefined ? {} : { ActivityDate: when };
  const subtype = (await workspace.describe('Task')).field('TaskSubtype');
  return {
    ActivityDate: when ?? dayOf(Date.now(), (await workspace.person()).zone),
    Status: 'Completed',
    ...(subtype?.createable === true ? { TaskSubtype: 'Call' } : {}),
  };
}
