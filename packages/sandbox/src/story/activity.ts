import type { SystemName } from './faces.ts';

/** What staff did or mean to do: tasks and events in Salesforce, engagements in HubSpot. */
export type Activity = TaskActivity | CallActivity | EmailActivity | MeetingActivity | NoteActivity;

interface ActivityBase {
  readonly key: string;
  /** Where it was logged: one of them, or both. */
  readonly systems: readonly SystemName[];
  readonly subject: string;
  readonly body: string;
  readonly owner: string;
  readonly company?: string;
  readonly contact?: string;
  readonly deal?: string;
  readonly supportCase?: string;
  readonly createdAt: number;
  readonly updatedAt: number;
}

interface TaskActivity extends ActivityBase {
  readonly kind: 'task';
  readonly priority: 'low' | 'normal' | 'high';
  readonly status: 'not-started' | 'in-progress' | 'completed';
  /** May be in the future, or overdue. */
  readonly dueAt: number;
  readonly completedAt?: number;
}

interface CallActivity extends ActivityBase {
  readonly kind: 'call';
  readonly direction: 'inbound' | 'outbound';
  readonly outcome: 'connected' | 'voicemail' | 'no-answer';
  readonly durationMs: number;
  readonly at: number;
}

interface EmailActivity extends ActivityBase {
  readonly kind: 'email';
  readonly direction: 'inbound' | 'outbound';
  readonly at: number;
}

interface MeetingActivity extends ActivityBase {
  readonly kind: 'meeting';
  readonly location: string;
  /** May be in the future. */
  readonly startAt: number;
  readonly endAt: number;
  readonly outcome: 'scheduled' | 'held' | 'canceled';
}

interface NoteActivity extends ActivityBase {
  readonly kind: 'note';
  readonly at: number;
}
