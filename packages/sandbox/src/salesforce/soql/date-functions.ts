import { DateTime } from 'luxon';
import type { Calendar } from './periods.ts';

type Part = (moment: DateTime, calendar: Calendar) => number | string;

/** Date functions by name. Source: SOQL reference, "Date Functions". Weeks of a month and year are counted from their
 *  first day; Sunday is day 1. */
export const DATE_FUNCTIONS: Readonly<Record<string, Part>> = {
  CALENDAR_MONTH: (moment) => moment.month,
  CALENDAR_QUARTER: (moment) => moment.quarter,
  CALENDAR_YEAR: (moment) => moment.year,
  DAY_IN_MONTH: (moment) => moment.day,
  DAY_IN_WEEK: (moment) => (moment.weekday % 7) + 1,
  DAY_IN_YEAR: (moment) => moment.ordinal,
  DAY_ONLY: (moment) => moment.toFormat('yyyy-MM-dd'),
  FISCAL_MONTH: (moment, calendar) => fiscal(moment, calendar).month,
  FISCAL_QUARTER: (moment, calendar) => fiscal(moment, calendar).quarter,
  FISCAL_YEAR: (moment, calendar) => fiscal(moment, calendar).year,
  HOUR_IN_DAY: (moment) => moment.hour,
  WEEK_IN_MONTH: (moment) => Math.ceil(moment.day / 7),
  WEEK_IN_YEAR: (moment) => Math.ceil(moment.ordinal / 7),
};

/** Those that want a time of day. */
export const DATETIME_ONLY: ReadonlySet<string> = new Set(['DAY_ONLY', 'HOUR_IN_DAY']);

/** A fiscal year has the number of the calendar year in which it ends. */
function fiscal(moment: DateTime, { fiscalYearStartMonth }: Calendar): DateTime {
  const months = (13 - fiscalYearStartMonth) % 12;
  return moment.startOf('month').plus({ months });
}

/** Applies a date function to stored dates and datetimes; null stays null.
 *  @param zone the zone in which a datetime's day is told: UTC, or the viewer's under `convertTimezone` */
export function dateFunction(name: string, zone: string, calendar: Calendar): ((value: unknown) => unknown) | undefined {
  const part = DATE_FUNCTIONS[name];
  if (!part) return undefined;
  return (value) => {
    if (typeof value !== 'string') return null;
    return part(value.length === 10 ? DateTime.fromISO(value, { zone: 'utc' }) : DateTime.fromISO(value, { zone }), calendar);
  };
}
