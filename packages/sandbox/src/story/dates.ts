import type { Random } from '../wire/random.ts';

export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;

/** The day of an instant in UTC, `YYYY-MM-DD`. */
export function day(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

/** Moves an instant to a working hour of a weekday (07:00 to 16:59 UTC), at most three days earlier. */
export function workTime(ms: number, random: Random): number {
  const weekday = new Date(ms).getUTCDay();
  const back = weekday === 0 ? 2 : weekday === 6 ? 1 : 0;
  const midnight = Math.floor(ms / dayMs) * dayMs - back * dayMs;
  const moved = midnight + random.int(7 * 60, 17 * 60 - 1) * 60_000 + random.int(0, 59) * 1000;
  return moved > ms ? moved - (back === 0 && weekday === 1 ? 3 : 1) * dayMs : moved;
}

/** A working hour between two instants, or the first of them when none fits. */
export function workTimeBetween(from: number, to: number, random: Random): number {
  return Math.max(from, workTime(from + random.next() * (to - from), random));
}
