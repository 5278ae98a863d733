import { DateTime } from 'luxon';

/** A calendar for date literals: what is now, where, and when weeks and fiscal years begin. */
export interface Calendar {
  readonly now: number;
  readonly timeZone: string;
  readonly locale: string;
  readonly fiscalYearStartMonth: number;
}

/** From the start of a local day up to and without the start of another. */
export interface Span {
  readonly start: DateTime;
  readonly end: DateTime;
}

interface Unit {
  start(day: DateTime, calendar: Calendar): DateTime;
  add(start: DateTime, count: number): DateTime;
}

const UNITS: Readonly<Record<string, Unit>> = {
  DAY: { start: (day) => day.startOf('day'), add: (start, days) => start.plus({ days }) },
  WEEK: { start: startOfWeek, add: (start, weeks) => start.plus({ weeks }) },
  MONTH: { start: (day) => day.startOf('month'), add: (start, months) => start.plus({ months }) },
  QUARTER: { start: (day) => day.startOf('quarter'), add: (start, quarters) => start.plus({ quarters }) },
  YEAR: { start: (day) => day.startOf('year'), add: (start, years) => start.plus({ years }) },
  FISCAL_QUARTER: { start: fiscalStart('quarter'), add: (start, quarters) => start.plus({ quarters }) },
  FISCAL_YEAR: { start: fiscalStart('year'), add: (start, years) => start.plus({ years }) },
};

/** First and last unit of a period, counted from the current one. Source: SOQL reference, "Date Formats and Date Literals". */
type Reach = (count: number, unit: string) => readonly [from: number, to: number];

const UNIT = '(DAY|WEEK|MONTH|QUARTER|YEAR|FISCAL_QUARTER|FISCAL_YEAR)';

const FORMS: readonly (readonly [RegExp, Reach])[] = [
  [new RegExp(`^LAST_${UNIT}$`), () => [-1, -1]],
  [new RegExp(`^THIS_${UNIT}$`), () => [0, 0]],
  [new RegExp(`^NEXT_${UNIT}$`), () => [1, 1]],
  // Days alone include the current one.
  [new RegExp(`^LAST_N_${UNIT}S:(-?\\d+)$`), (count, unit) => [-count, unit === 'DAY' ? 0 : -1]],
  [new RegExp(`^NEXT_N_${UNIT}S:(-?\\d+)$`), (count) => [1, count]],
  [new RegExp(`^N_${UNIT}S_AGO:(-?\\d+)$`), (count) => [-count, -count]],
];

const SYNONYMS: Readonly<Record<string, string>> = {
  YESTERDAY: 'LAST_DAY',
  TODAY: 'THIS_DAY',
  TOMORROW: 'NEXT_DAY',
  LAST_90_DAYS: 'LAST_N_DAYS:90',
  NEXT_90_DAYS: 'NEXT_N_DAYS:90',
};

const NOT_SPELLED_SO = new Set(['LAST_DAY', 'THIS_DAY', 'NEXT_DAY']);

function form(literal: string) {
  const upper = literal.toUpperCase();
  if (NOT_SPELLED_SO.has(upper)) return undefined;
  const spelling = SYNONYMS[upper] ?? upper;
  for (const [pattern, reach] of FORMS) {
    const match = pattern.exec(spelling);
    if (match) return { reach, unit: match[1] ?? '', count: Number(match[2] ?? 0) };
  }
  return undefined;
}

/** Whether a word is a date literal: `TODAY`, `LAST_N_DAYS:30`, … in any case. */
export function isPeriod(word: string): boolean {
  return form(word) !== undefined;
}

/** What a date literal covers for someone in the calendar's zone.
 *  @param literal one that `isPeriod` */
export function span(literal: string, calendar: Calendar): Span {
  const found = form(literal);
  const unit = UNITS[found?.unit ?? ''];
  if (!found || !unit) throw new Error(`not a date literal: ${literal}`);
  const [from, to] = found.reach(found.count, found.unit);
  const today = DateTime.fromMillis(calendar.now, { zone: calendar.timeZone }).startOf('day');
  const current = unit.start(today, calendar);
  return { start: unit.add(current, from), end: unit.add(current, to + 1) };
}

function startOfWeek(day: DateTime, { locale }: Calendar): DateTime {
  const first = firstWeekday(locale);
  return day.startOf('day').minus({ days: (day.weekday - first + 7) % 7 });
}

/** 1 for Monday to 7 for Sunday. */
function firstWeekday(locale: string): number {
  // Newer than the library types know.
  const known = new Intl.Locale(locale) as { getWeekInfo?(): { readonly firstDay: number } };
  return known.getWeekInfo?.().firstDay ?? 7;
}

function fiscalStart(unit: 'quarter' | 'year') {
  return (day: DateTime, { fiscalYearStartMonth }: Calendar): DateTime => {
    const months = fiscalYearStartMonth - 1;
    return day.startOf('month').minus({ months }).startOf(unit).plus({ months });
  };
}
