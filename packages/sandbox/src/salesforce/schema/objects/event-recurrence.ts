import type { FieldSpec, Traits } from '../fields.ts';
import { boolean, createOnly, field, picklist, readOnly, reference, system, text, textArea } from '../fields.ts';

const zones = ['Europe/Berlin', 'Europe/London', 'America/New_York', 'America/Los_Angeles', 'UTC'];
const types = [
  'RecursDaily|Recurs Daily',
  'RecursEveryWeekday|Recurs Every Weekday',
  'RecursMonthly|Recurs Monthly',
  'RecursMonthlyNth|Recurs Monthly Nth',
  'RecursWeekly|Recurs Weekly',
  'RecursYearly|Recurs Yearly',
  'RecursYearlyNth|Recurs Yearly Nth',
];
const instances = ['First|1st', 'Second|2nd', 'Third|3rd', 'Fourth|4th', 'Last|last'];
const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

const plain: Traits = { permissionable: false };
const choice: Traits = { permissionable: false, restrictedPicklist: true };

/** How an event repeats. The sandbox stores these fields and makes no series of them. */
export const eventRecurrence: readonly FieldSpec[] = [
  reference('RecurrenceActivityId', 'Recurrence Activity ID', ['Event'], {
    ...readOnly,
    relationshipName: null,
    searchPrefilterable: false,
    children: { Event: { name: 'RecurringEvents' } },
  }),
  boolean('IsRecurrence', 'Create Recurring Series of Events', createOnly),
  field('datetime', 'RecurrenceStartDateTime', 'Recurrence Start', plain),
  field('date', 'RecurrenceEndDateOnly', 'Recurrence End', plain),
  picklist('RecurrenceTimeZoneSidKey', 'Recurrence Time Zone', 40, zones, choice),
  picklist('RecurrenceType', 'Recurrence Type', 40, types, choice),
  field('int', 'RecurrenceInterval', 'Recurrence Interval', { ...plain, digits: 9 }),
  field('int', 'RecurrenceDayOfWeekMask', 'Recurrence Day of Week Mask', { ...plain, digits: 9 }),
  field('int', 'RecurrenceDayOfMonth', 'Recurrence Day of Month', { ...plain, digits: 9 }),
  picklist('RecurrenceInstance', 'Recurrence Instance', 40, instances, choice),
  picklist('RecurrenceMonthOfYear', 'Recurrence Month of Year', 40, months, choice),
];

/** How an event repeats in Lightning Experience. */
export const eventRecurrence2: readonly FieldSpec[] = [
  boolean('IsRecurrence2Exclusion', 'Historical Event, Not Following Recurrence', system),
  textArea('Recurrence2PatternText', 'Recurrence Pattern', 512, createOnly),
  picklist('Recurrence2PatternVersion', 'Pattern Version', 40, ['1|RFC 5545 v4 RRULE', '2|RFC 5545 v4_2 RRULE'], {
    ...readOnly,
    restrictedPicklist: true,
  }),
  boolean('IsRecurrence2', 'Repeat', system),
  boolean('IsRecurrence2Exception', 'Is Exception', system),
  field('datetime', 'Recurrence2PatternStartDate', 'Recurrence Pattern Start Date', readOnly),
  text('Recurrence2PatternTimeZone', 'Recurrence Pattern Time Zone Reference', 255, readOnly),
];
