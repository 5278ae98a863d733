import { DateTime } from 'luxon';
import type { Clock } from '../wire/clock.ts';
import { rateLimited } from './errors.ts';
import type { RateLimits } from './options.ts';
import { portalTimeZone } from './model/portal-facts.ts';
import type { Store } from './store/store.ts';

/** Counts what an account and its apps send. */
export interface Limiter {
  /** Takes one request out of every budget it falls under; refuses with 429 and takes nothing. */
  take(appId: number, search: boolean): void;
  /** The headers HubSpot sends (recorded); a search carries the daily pair alone. */
  headers(appId: number, search: boolean): Readonly<Record<string, string>>;
  used(): { readonly today: number; readonly resetsAt: string; readonly limit: number };
  set(limits: RateLimits): void;
  limits(): Required<RateLimits>;
}

/** Counts of a window that moves on in steps of a tenth of its length. */
interface Window {
  readonly cells: readonly (readonly [cell: number, count: number])[];
}

const tenSeconds = 10_000;
const second = 1000;
const cellsPerWindow = 10;

/** Out of the way unless a test asks for the vendor's numbers. */
const generous: Required<RateLimits> = { tenSecondly: 100_000, daily: 10_000_000, searchPerSecond: 10_000 };

export function createLimiter(store: Store, clock: Clock, initial: RateLimits = {}): Limiter {
  const windows = store.shelf<string, Window>();
  const days = store.shelf<string, number>();
  const current = store.shelf<'limits', Required<RateLimits>>();
  current.set('limits', { ...generous, ...initial });
  const limits = (): Required<RateLimits> => current.get('limits')!;
  const count = (name: string, length: number): number =>
    recent(windows.get(name), length, clock.now()).reduce((sum, [, part]) => sum + part, 0);
  const add = (name: string, length: number): void =>
    windows.set(name, { cells: bump(recent(windows.get(name), length, clock.now()), cellOf(length, clock.now())) });
  const today = (): string => DateTime.fromMillis(clock.now(), { zone: portalTimeZone }).toISODate()!;
  const usedToday = (): number => days.get(today()) ?? 0;
  return {
    take: (appId, search) => {
      const { daily, tenSecondly, searchPerSecond } = limits();
      if (usedToday() >= daily) throw rateLimited('DAILY');
      if (search && count('search', second) >= searchPerSecond) throw rateLimited('SECONDLY');
      if (!search && count(`app ${appId}`, tenSeconds) >= tenSecondly) throw rateLimited('TEN_SECONDLY_ROLLING');
      days.set(today(), usedToday() + 1);
      if (search) add('search', second);
      else {
        add(`app ${appId}`, tenSeconds);
        add(`app ${appId} now`, second);
      }
    },
    headers: (appId, search) => {
      const { daily, tenSecondly } = limits();
      const perSecond = Math.max(1, Math.ceil(tenSecondly / 10));
      return {
        'x-hubspot-ratelimit-daily': String(daily),
        'x-hubspot-ratelimit-daily-remaining': String(Math.max(0, daily - usedToday())),
        ...(search
          ? {}
          : {
              'x-hubspot-ratelimit-interval-milliseconds': String(tenSeconds),
              'x-hubspot-ratelimit-max': String(tenSecondly),
              'x-hubspot-ratelimit-remaining': String(Math.max(0, tenSecondly - count(`app ${appId}`, tenSeconds))),
              'x-hubspot-ratelimit-secondly': String(perSecond),
              'x-hubspot-ratelimit-secondly-remaining': String(Math.max(0, perSecond - count(`app ${appId} now`, second))),
            }),
      };
    },
    used: () => ({ today: usedToday(), resetsAt: midnight(clock.now()), limit: limits().daily }),
    set: (next) => current.set('limits', { ...limits(), ...next }),
    limits,
  };
}

function cellOf(length: number, now: number): number {
  return Math.floor(now / (length / cellsPerWindow));
}

/** Cells that are not older than the window. */
function recent(window: Window | undefined, length: number, now: number): Window['cells'] {
  const oldest = (now - length) / (length / cellsPerWindow);
  return window?.cells.filter(([cell]) => cell > oldest) ?? [];
}

function bump(cells: Window['cells'], cell: number): Window['cells'] {
  const last = cells.at(-1);
  return last?.[0] === cell ? [...cells.slice(0, -1), [cell, last[1] + 1]] : [...cells, [cell, 1]];
}

function midnight(now: number): string {
  return DateTime.fromMillis(now, { zone: portalTimeZone }).plus({ days: 1 }).startOf('day').toUTC().toISO()!;
}
