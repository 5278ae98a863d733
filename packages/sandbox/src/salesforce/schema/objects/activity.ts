import { audit, currencyIsoCode, id, isDeleted, owner } from '../field-groups.ts';
import { eventRecurrence, eventRecurrence2 } from './event-recurrence.ts';
import type { FieldSpec, Traits } from '../fields.ts';
import { boolean, chooser, createOnly, field, picklist, readOnly, reference, system, text, textArea } from '../fields.ts';
import type { ObjectSpec } from '../object-spec.ts';

const whatObjects = ['Account', 'Campaign', 'Case', 'Opportunity'];
const subjects = ['Call', 'Email', 'Meeting', 'Send Letter/Quote', 'Other'];
const derived = { createable: false, updateable: false } as const;
const plain: Traits = { permissionable: false };

function related(plural: string): readonly FieldSpec[] {
  const children = (objects: readonly string[]) =>
    Object.fromEntries(objects.map((name) => [name, { name: plural, onDelete: 'cascade' as const }]));
  const pointing = { namePointing: true, polymorphicForeignKey: true };
  return [
    reference('WhoId', 'Name ID', ['Contact', 'Lead'], { ...pointing, children: children(['Contact', 'Lead']) }),
    reference('WhatId', 'Related To ID', whatObjects, { ...pointing, children: children(whatObjects) }),
  ];
}

const accountId = reference('AccountId', 'Account ID', ['Account'], { ...readOnly, children: { Account: { name: null } } });
const subject = chooser('combobox', 'Subject', 'Subject', subjects, { length: 255, nameField: true, permissionable: false });

export const task: ObjectSpec = {
  name: 'Task',
  label: 'Task',
  labelPlural: 'Tasks',
  keyPrefix: '00T',
  sharing: 'read',
  flags: { feedEnabled: false, listable: false },
  fields: [
    id('Activity ID'),
    ...related('Tasks'),
    subject,
    field('date', 'ActivityDate', 'Due Date Only', plain),
    picklist('Status', 'Status', 255, ['*Not Started', 'In Progress', 'Completed', 'Waiting on someone else', 'Deferred'], {
      nillable: false,
      permissionable: false,
    }),
    picklist('Priority', 'Priority', 255, ['High', '*Normal', 'Low'], { nillable: false, permissionable: false }),
    boolean('IsHighPriority', 'High Priority', derived),
    owner('Assigned To ID', ['Group']),
    textArea('Description', 'Description', 32_000),
    isDeleted,
    accountId,
    boolean('IsClosed', 'Closed', derived),
    currencyIsoCode,
    ...audit,
    boolean('IsArchived', 'Archived', derived),
    field('int', 'CallDurationInSeconds', 'Call Duration', plain),
    picklist('CallType', 'Call Type', 40, ['Internal', 'Inbound', 'Outbound'], { permissionable: false, restrictedPicklist: true }),
    text('CallDisposition', 'Call Result', 255, plain),
    text('CallObject', 'Call Object Identifier', 255, plain),
    field('datetime', 'ReminderDateTime', 'Reminder Date/Time', plain),
    boolean('IsReminderSet', 'Reminder Set'),
    picklist('TaskSubtype', 'Task Subtype', 40, ['*Task', 'Email', 'ListEmail|List Email', 'Cadence', 'Call', 'LinkedIn'], {
      ...createOnly,
      restrictedPicklist: true,
    }),
    field('datetime', 'CompletedDateTime', 'Completed Date', readOnly),
  ],
};

export const event: ObjectSpec = {
  name: 'Event',
  label: 'Event',
  labelPlural: 'Events',
  keyPrefix: '00U',
  sharing: 'read',
  flags: { feedEnabled: false, listable: false },
  links: { eventSeriesUpdates: '/{ID}/fromThisEventOnwards' },
  fields: [
    id('Activity ID'),
    ...related('Events'),
    subject,
    text('Location', 'Location', 255),
    boolean('IsAllDayEvent', 'All-Day Event', { permissionable: true }),
    field('datetime', 'ActivityDateTime', 'Due Date Time', plain),
    field('date', 'ActivityDate', 'Due Date Only', { ...plain, aggregatable: false }),
    field('int', 'DurationInMinutes', 'Duration', plain),
    field('datetime', 'StartDateTime', 'Start Date Time', plain),
    field('datetime', 'EndDateTime', 'End Date Time', plain),
    field('date', 'EndDate', 'End Date', readOnly),
    textArea('Description', 'Description', 32_000),
    accountId,
    owner('Assigned To ID', ['Calendar']),
    boolean('IsPrivate', 'Private'),
    picklist('ShowAs', 'Show Time As', 40, ['*Busy', 'OutOfOffice|Out of Office', 'Free'], {
      permissionable: false,
      restrictedPicklist: true,
    }),
    isDeleted,
    boolean('IsChild', 'Is Child', system),
    boolean('IsGroupEvent', 'Is Group Event', system),
    picklist(
      'GroupEventType',
      'Group Event Type',
      40,
      ['*0|Non-group Event', '1|Group Event', '2|Proposed Event', '3|IsRecurrence2 Series Pattern'],
      {
        ...readOnly,
        restrictedPicklist: true,
      },
    ),
    currencyIsoCode,
    ...audit,
    boolean('IsArchived', 'Archived', system),
    ...eventRecurrence,
    field('datetime', 'ReminderDateTime', 'Reminder Date/Time', plain),
    boolean('IsReminderSet', 'Reminder Set'),
    picklist('EventSubtype', 'Event Subtype', 40, ['Event'], { ...createOnly, restrictedPicklist: true }),
    ...eventRecurrence2,
  ],
};
