/** What a clock on the wall of a zone shows, and how far it is from UTC. */
const formatters = new Map<string, Intl.DateTimeFormat>();

/** Minutes by which a zone is ahead of UTC at an instant. */
function offsetMinutes(instant: number, zone: string): number {
  let formatter = formatters.get(zone);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset', year: 'numeric' });
    formatters.set(zone, formatter);
  }
  const name = formatter.formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  return sign === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

/** An instant as ISO 8601 with the offset of a zone: `2026-11-02T10:00:00+01:00`. */
export function toZonedIso(instant: number, zone: string): string {
  const offset = offsetMinutes(instant, zone);
  const local = new Date(instant + offset * 60_000).toISOString().slice(0, 19);
  const [hours, minutes] = [Math.trunc(Math.abs(offset) / 60), Math.abs(offset) % 60].map((part) => String(part).padStart(2, '0'));
  return `${local}${offset < 0 ? '-' : '+'}${hours}:${minutes}`;
}

/** The instant at which a day begins in a zone. `day` is `2026-11-02`. */
export function startOfDay(day: string, zone: string): number {
  const utc = Date.parse(`${day}T00:00:00Z`);
  // The offset at the guess may be the one before a change of clocks; the second look settles it.
  const guess = utc - offsetMinutes(utc, zone) * 60_000;
  return utc - offsetMinutes(guess, zone) * 60_000;
}

/** The calendar day of an instant in a zone. */
export function dayOf(instant: number, zone: string): string {
  return toZonedIso(instant, zone).slice(0, 10);
}
