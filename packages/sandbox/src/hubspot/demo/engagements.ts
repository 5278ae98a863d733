import type { Activity } from '../../story/activity.ts';
import type { Message, SupportCase } from '../../story/support.ts';
import type { LoadedRecord } from '../options.ts';
import { record, type OwnerId, type Values } from './records.ts';
import { dispositions } from './values.ts';

/** An activity in HubSpot's words, with the name of its object type. */
export interface Engagement {
  readonly objectType: 'tasks' | 'calls' | 'emails' | 'meetings' | 'notes';
  readonly record: LoadedRecord;
}

const taskStatuses = { 'not-started': 'NOT_STARTED', 'in-progress': 'IN_PROGRESS', completed: 'COMPLETED' } as const;
const taskPriorities = { low: 'LOW', normal: 'MEDIUM', high: 'HIGH' } as const;
const meetingOutcomes = { scheduled: 'SCHEDULED', held: 'COMPLETED', canceled: 'CANCELED' } as const;
const emailDirections = { inbound: 'INCOMING_EMAIL', outbound: 'EMAIL' } as const;

/** Values of each kind of activity, apart from the owner. */
const values: { readonly [K in Activity['kind']]: (activity: Extract<Activity, { readonly kind: K }>) => Values } = {
  task: (task) => ({
    hs_task_subject: task.subject,
    hs_task_body: task.body,
    hs_task_status: taskStatuses[task.status],
    hs_task_priority: taskPriorities[task.priority],
    hs_task_type: 'TODO',
    hs_timestamp: iso(task.dueAt),
    hs_task_completion_date: task.completedAt === undefined ? undefined : iso(task.completedAt),
  }),
  call: (call) => ({
    hs_call_title: call.subject,
    hs_call_body: call.body,
    hs_call_direction: call.direction.toUpperCase(),
    hs_call_disposition: dispositions[call.outcome],
    hs_call_duration: call.durationMs,
    hs_call_status: call.outcome === 'connected' ? 'COMPLETED' : 'NO_ANSWER',
    hs_timestamp: iso(call.at),
  }),
  email: (mail) => email(mail.subject, mail.body, mail.direction, mail.at),
  meeting: (meeting) => ({
    hs_meeting_title: meeting.subject,
    hs_meeting_body: meeting.body,
    hs_meeting_location: meeting.location,
    hs_meeting_start_time: iso(meeting.startAt),
    hs_meeting_end_time: iso(meeting.endAt),
    hs_meeting_outcome: meetingOutcomes[meeting.outcome],
    hs_timestamp: iso(meeting.startAt),
  }),
  note: (note) => ({ hs_note_body: note.body, hs_timestamp: iso(note.at) }),
};

const objectTypes = { task: 'tasks', call: 'calls', email: 'emails', meeting: 'meetings', note: 'notes' } as const;

export function engagement(activity: Activity, ownerId: OwnerId): Engagement {
  const valuesOf = values[activity.kind] as (activity: Activity) => Values;
  return {
    objectType: objectTypes[activity.kind],
    record: record(activity, { hubspot_owner_id: ownerId(activity.owner), ...valuesOf(activity) }),
  };
}

/** A message of a ticket's conversation: e-mails are e-mails, calls are calls, comments are notes. */
export function message(problem: SupportCase, said: Message, ownerId: OwnerId): Engagement {
  const byCustomer = 'contact' in said.from;
  const owner = { hubspot_owner_id: ownerId(byCustomer ? problem.owner : said.from.owner) };
  const times = { createdAt: said.at, updatedAt: said.at };
  if (said.channel === 'email') {
    const mail = email(`${byCustomer ? '' : 'Re: '}${problem.subject}`, said.text, byCustomer ? 'inbound' : 'outbound', said.at);
    return { objectType: 'emails', record: record(times, { ...owner, ...mail }) };
  }
  if (said.channel === 'call') {
    const call = {
      hs_call_title: problem.subject,
      hs_call_body: said.text,
      hs_call_direction: byCustomer ? 'INBOUND' : 'OUTBOUND',
      hs_call_status: 'COMPLETED',
    };
    return { objectType: 'calls', record: record(times, { ...owner, ...call, hs_timestamp: iso(said.at) }) };
  }
  return { objectType: 'notes', record: record(times, { ...owner, hs_note_body: said.text, hs_timestamp: iso(said.at) }) };
}

function email(subject: string, text: string, direction: 'inbound' | 'outbound', at: number): Readonly<Record<string, string>> {
  return {
    hs_email_subject: subject,
    hs_email_text: text,
    hs_email_direction: emailDirections[direction],
    hs_email_status: 'SENT',
    hs_timestamp: iso(at),
  };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
