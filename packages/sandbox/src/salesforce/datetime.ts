/** The form of a datetime on the wire and in the store: UTC with milliseconds. */
export function toDateTime(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '+0000');
}

/** The day of an instant in UTC. */
export function toDay(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

/** Milliseconds of a datetime in any form that ISO 8601 allows; NaN when it is none. A missing offset means UTC. */
export function parseDateTime(text: string): number {
  const match = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}:?\d{2})?)?$/.exec(text);
  if (!match) return Number.NaN;
  const [, day = '', time = '00:00:00', offset = 'Z'] = match;
  if (!isDay(day)) return Number.NaN;
  const zone = offset === 'Z' ? 'Z' : `${offset.slice(0, 3)}:${offset.slice(-2)}`;
  return Date.parse(`${day}T${time}${zone}`);
}

/** Whether the text is a day that exists: `2026-02-30` is none. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && toDay(ms) === text;
}
