import type { PropertySeed } from './property.ts';

const common: readonly PropertySeed[] = [
  { name: 'hs_timestamp', label: 'Activity date', kind: 'datetime' },
  { name: 'hs_body_preview', label: 'Body preview', kind: 'text', readOnly: true },
  { name: 'hs_attachment_ids', label: 'Attached file IDs', kind: 'checkbox', external: true },
];

const directions = [
  ['INBOUND', 'Inbound'],
  ['OUTBOUND', 'Outbound'],
] as const;

export const noteProperties: readonly PropertySeed[] = [{ name: 'hs_note_body', label: 'Note body', kind: 'html' }, ...common];

export const taskProperties: readonly PropertySeed[] = [
  { name: 'hs_task_subject', label: 'Task title', kind: 'text' },
  { name: 'hs_task_body', label: 'Task notes', kind: 'html' },
  {
    name: 'hs_task_status',
    label: 'Task status',
    kind: 'select',
    options: ['NOT_STARTED', 'IN_PROGRESS', 'WAITING', 'DEFERRED', 'COMPLETED'],
  },
  { name: 'hs_task_priority', label: 'Priority', kind: 'select', options: ['NONE', 'LOW', 'MEDIUM', 'HIGH'] },
  { name: 'hs_task_type', label: 'Task type', kind: 'select', options: ['TODO', 'CALL', 'EMAIL'] },
  { name: 'hs_task_completion_date', label: 'Completed at', kind: 'datetime', readOnly: true },
  ...common,
];

export const callProperties: readonly PropertySeed[] = [
  { name: 'hs_call_title', label: 'Call title', kind: 'text' },
  { name: 'hs_call_body', label: 'Call notes', kind: 'html' },
  { name: 'hs_call_direction', label: 'Call direction', kind: 'select', options: directions },
  { name: 'hs_call_disposition', label: 'Call outcome', kind: 'select', external: true },
  { name: 'hs_call_duration', label: 'Call duration', kind: 'number', description: 'In milliseconds.' },
  { name: 'hs_call_from_number', label: 'From number', kind: 'text' },
  { name: 'hs_call_to_number', label: 'To number', kind: 'text' },
  {
    name: 'hs_call_status',
    label: 'Call status',
    kind: 'select',
    options: ['COMPLETED', 'NO_ANSWER', 'BUSY', 'CANCELED', 'FAILED', 'QUEUED', 'RINGING'],
  },
  ...common,
];

export const emailProperties: readonly PropertySeed[] = [
  { name: 'hs_email_subject', label: 'Email subject', kind: 'text' },
  { name: 'hs_email_text', label: 'Text body', kind: 'area' },
  { name: 'hs_email_html', label: 'Email body', kind: 'html' },
  {
    name: 'hs_email_direction',
    label: 'Email direction',
    kind: 'select',
    options: [
      ['EMAIL', 'Outgoing email'],
      ['INCOMING_EMAIL', 'Incoming email'],
      ['FORWARDED_EMAIL', 'Forwarded email'],
    ],
  },
  { name: 'hs_email_status', label: 'Email send status', kind: 'select', options: ['SENT', 'SENDING', 'SCHEDULED', 'FAILED', 'BOUNCED'] },
  { name: 'hs_email_from_email', label: 'From address', kind: 'text', readOnly: true },
  { name: 'hs_email_to_email', label: 'To address', kind: 'text', readOnly: true },
  { name: 'hs_email_headers', label: 'Email headers', kind: 'area' },
  ...common,
];

export const meetingProperties: readonly PropertySeed[] = [
  { name: 'hs_meeting_title', label: 'Meeting title', kind: 'text' },
  { name: 'hs_meeting_body', label: 'Meeting description', kind: 'html' },
  { name: 'hs_meeting_location', label: 'Meeting location', kind: 'text' },
  { name: 'hs_meeting_start_time', label: 'Meeting start time', kind: 'datetime' },
  { name: 'hs_meeting_end_time', label: 'Meeting end time', kind: 'datetime' },
  {
    name: 'hs_meeting_outcome',
    label: 'Meeting outcome',
    kind: 'select',
    options: ['SCHEDULED', 'COMPLETED', 'RESCHEDULED', 'NO_SHOW', 'CANCELED'],
  },
  { name: 'hs_internal_meeting_notes', label: 'Internal meeting notes', kind: 'html' },
  ...common,
];
