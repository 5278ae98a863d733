import type { Activity } from '../activity.ts';
import { dayMs, hourMs } from '../dates.ts';

const both = ['salesforce', 'hubspot'] as const;

export function threadActivities(now: number): readonly Activity[] {
  return [...aboutBrightwater(now), aboutHalvorsen(now)];
}

function aboutBrightwater(now: number): readonly Activity[] {
  const brightwater = {
    systems: both,
    owner: 'sofia',
    company: 'brightwater',
    contact: 'contact-claire-hughes',
    deal: 'deal-brightwater-renewal',
  };
  return [
    {
      ...brightwater,
      key: 'activity-brightwater-call',
      kind: 'task',
      subject: 'Call Claire about line 2 before the renewal',
      body: 'Promised for Friday.',
      priority: 'high',
      status: 'not-started',
      dueAt: now - 3 * dayMs,
      createdAt: now - 5 * dayMs,
      updatedAt: now - 5 * dayMs,
    },
    {
      ...brightwater,
      key: 'activity-brightwater-review',
      kind: 'meeting',
      subject: 'Renewal review with Brightwater',
      body: 'Agenda: leak on line 2, terms of the premium plan, signature.',
      location: 'Bristol plant',
      startAt: now + 9 * dayMs + hourMs,
      endAt: now + 9 * dayMs + 3 * hourMs,
      outcome: 'scheduled',
      createdAt: now - 8 * dayMs,
      updatedAt: now - 8 * dayMs,
    },
  ];
}

function aboutHalvorsen(now: number): Activity {
  return {
    systems: ['salesforce'],
    key: 'activity-halvorsen-quote',
    kind: 'task',
    owner: 'ruth',
    company: 'halvorsen',
    contact: 'contact-haakon-dahl',
    deal: 'deal-halvorsen-case-packer',
    subject: 'Send the revised quote',
    body: 'With the stainless frame.',
    priority: 'normal',
    status: 'not-started',
    dueAt: now - 31 * dayMs,
    createdAt: now - 44 * dayMs,
    updatedAt: now - 44 * dayMs,
  };
}
