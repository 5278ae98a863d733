import type { Activity } from '../../story/activity.ts';
import type { Story } from '../../story/story.ts';
import { toDateTime, toDay } from '../datetime.ts';
import type { Row } from '../model.ts';
import { stamps } from './customers.ts';
import type { Loader } from './loader.ts';

/** Tasks and events. Calls, e-mails and notes are finished tasks. */
export function loadActivities(load: Loader, story: Story): void {
  for (const activity of story.activities) {
    if (!activity.systems.includes('salesforce')) continue;
    const [object, values] = inSalesforce(activity);
    load.add(object, { ...common(load, activity), ...values }, stamps(load, `activity:${activity.key}`, activity));
  }
  datesOfLastActivity(load, story.now);
}

function common(load: Loader, { subject, body, owner, contact, deal, supportCase, company }: Activity): Row {
  const what = [deal && `deal:${deal}`, supportCase && `case:${supportCase}`, company && `company:${company}`];
  return {
    Subject: subject,
    Description: body,
    OwnerId: load.id(`owner:${owner}`),
    WhoId: load.id(contact && `contact:${contact}`),
    WhatId: what.map((key) => load.id(key)).find((id) => id !== null) ?? null,
  };
}

const taskStatuses = { 'not-started': 'Not Started', 'in-progress': 'In Progress', completed: 'Completed' } as const;
const priorities = { low: 'Low', normal: 'Normal', high: 'High' } as const;
const callTypes = { inbound: 'Inbound', outbound: 'Outbound' } as const;
const dispositions = { connected: 'Connected', voicemail: 'Left voicemail', 'no-answer': 'No answer' } as const;

function inSalesforce(activity: Activity): readonly [object: string, values: Row] {
  switch (activity.kind) {
    case 'task':
      return [
        'Task',
        {
          Status: taskStatuses[activity.status],
          Priority: priorities[activity.priority],
          ActivityDate: toDay(activity.dueAt),
          CompletedDateTime: activity.completedAt === undefined ? null : toDateTime(activity.completedAt),
        },
      ];
    case 'call':
      return [
        'Task',
        {
          ...done(activity.at),
          TaskSubtype: 'Call',
          CallType: callTypes[activity.direction],
          CallDisposition: dispositions[activity.outcome],
          CallDurationInSeconds: Math.round(activity.durationMs / 1000),
        },
      ];
    case 'email':
      return ['Task', { ...done(activity.at), TaskSubtype: 'Email' }];
    case 'note':
      return ['Task', done(activity.at)];
    case 'meeting':
      return [
        'Event',
        { Location: activity.location, StartDateTime: toDateTime(activity.startAt), EndDateTime: toDateTime(activity.endAt) },
      ];
    default:
      throw new RangeError('an activity of a new kind');
  }
}

function done(at: number): Row {
  return { Status: 'Completed', ActivityDate: toDay(at), CompletedDateTime: toDateTime(at) };
}

/** `LastActivityDate` of everything that activities are about. */
function datesOfLastActivity({ org: { store } }: Loader, now: number): void {
  const latest = new Map<string, string>();
  for (const row of [...store.all('Task'), ...store.all('Event')]) {
    const date = row['ActivityDate'];
    if (typeof date !== 'string' || date > toDay(now)) continue;
    for (const id of [row['WhoId'], row['WhatId'], row['AccountId']]) {
      if (typeof id === 'string' && date > (latest.get(id) ?? '')) latest.set(id, date);
    }
  }
  for (const object of ['Account', 'Contact', 'Lead', 'Opportunity']) {
    for (const row of store.all(object)) {
      const date = latest.get(String(row['Id']));
      if (date !== undefined) store.put(object, { ...row, LastActivityDate: date });
    }
  }
}
