import { ConnectorError, recordOfSchema, tool, type Tool } from '@causeway/core';
import { z } from 'zod';
import { create, draftAccess, draftPreview, type Draft } from '../writes/draft.ts';
import { createRequests, linkedCreateRequests } from '../writes/requests.ts';
import { objectName, recordId } from '../schemas.ts';
import { coldRequests } from '../metadata/metadata.ts';
import { isInstant } from '../records/condition.ts';
import { openWorkspace, type Kit } from '../workspace.ts';

/** Most records that one engagement is about. */
const maxRecords = 5;

const kinds = ['note', 'task', 'call', 'meeting', 'email'] as const;

const input = z.strictObject({
  kind: z.enum(kinds).describe('What it is'),
  records: z
    .array(z.strictObject({ object: objectName, id: recordId }))
    .min(1)
    .max(maxRecords)
    .describe('What it is about'),
  body: z.string().optional().describe('Text'),
  subject: z.string().optional().describe('Title; none for a note'),
  when: z.string().optional().describe('Time with offset; default now'),
  minutes: z.int().min(1).max(1_440).default(30).describe('Length of a meeting or call'),
  owner_id: z.string().optional().describe('Owner id'),
});
type Input = z.output<typeof input>;

export function logEngagement(kit: Kit): Tool {
  return tool({
    name: 'log_engagement',
    title: 'Log an engagement',
    description: 'Adds a note, task, call, meeting or email to records. Sends nothing.',
    effect: 'create',
    requests: coldRequests.objects(1 + maxRecords) + createRequests + linkedCreateRequests(maxRecords),
    input,
    output: recordOfSchema,
    access: async (given, call) => draftAccess(await openWorkspace(kit, call), toDraft(given)),
    preview: async (given, call) => draftPreview(await openWorkspace(kit, call), toDraft(given)),
    run: async (given, call) => create(await openWorkspace(kit, call), toDraft(given)),
  });
}

interface Shape {
  readonly object: string;
  readonly title?: string;
  readonly body: string;
  /** Values that every one of them has. */
  readonly fixed?: Readonly<Record<string, string>>;
  /** Values that follow from when it is and how long it takes. */
  readonly timed?: (start: number, minutes: number) => Readonly<Record<string, string>>;
}

const shapes: Readonly<Record<(typeof kinds)[number], Shape>> = {
  note: { object: 'notes', body: 'hs_note_body' },
  task: { object: 'tasks', title: 'hs_task_subject', body: 'hs_task_body', fixed: { hs_task_status: 'NOT_STARTED' } },
  call: {
    object: 'calls',
    title: 'hs_call_title',
    body: 'hs_call_body',
    fixed: { hs_call_status: 'COMPLETED' },
    timed: (_, minutes) => ({ hs_call_duration: String(minutes * 60_000) }),
  },
  meeting: {
    object: 'meetings',
    title: 'hs_meeting_title',
    body: 'hs_meeting_body',
    timed: (start, minutes) => ({
      hs_meeting_start_time: new Date(start).toISOString(),
      hs_meeting_end_time: new Date(start + minutes * 60_000).toISOString(),
    }),
  },
  email: {
    object: 'emails',
    title: 'hs_email_subject',
    body: 'hs_email_text',
    fixed: { hs_email_direction: 'EMAIL', hs_email_status: 'SENT' },
  },
};

function toDraft({ kind, records, body, subject, when, minutes, owner_id: owner }: Input): Draft {
  const { object, title, body: bodyName, fixed = {}, timed } = shapes[kind];
  if (when !== undefined && !isInstant(when))
    throw new ConnectorError('invalid_input', 'when needs a time with offset like 2026-11-02T09:00:00+01:00.', { fields: ['when'] });
  if (body === undefined && subject === undefined)
    throw new ConnectorError('invalid_input', 'Give a body or a subject.', { fields: ['body', 'subject'] });
  // To the minute, so that what is previewed and approved is what is written.
  const start = when === undefined ? Math.floor(Date.now() / 60_000) * 60_000 : Date.parse(when);
  const texts =
    title === undefined
      ? { [bodyName]: [subject, body].filter(Boolean).join('\n') }
      : { ...named(title, subject), ...named(bodyName, body) };
  return {
    object,
    values: {
      hs_timestamp: new Date(start).toISOString(),
      ...texts,
      ...fixed,
      ...timed?.(start, minutes),
      ...named('hubspot_owner_id', owner),
    },
    records,
  };
}

function named(name: string, value: string | undefined): Readonly<Record<string, string>> {
  return value === undefined ? {} : { [name]: value };
}
