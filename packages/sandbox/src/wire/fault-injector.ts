import type { Fault, FaultRule } from './faults.ts';
import type { Random } from './random.ts';

/** A rule in force. */
export interface InjectedFault {
  readonly rule: FaultRule;
  /** How often it has struck. */
  readonly hits: number;
  remove(): void;
}

export interface FaultInjector {
  inject(rule: FaultRule): InjectedFault;
  /** The rules in force, oldest first. */
  list(): readonly InjectedFault[];
  clear(): void;
  /** Counts a request against every rule and answers the faults that strike it, oldest rule first. */
  strike(request: { readonly service: string; readonly method: string; readonly url: string }): readonly Fault[];
}

interface Entry extends InjectedFault {
  hits: number;
  seen: number;
  readonly matches: (url: string) => boolean;
}

export function createFaultInjector(random: Random): FaultInjector {
  let entries: readonly Entry[] = [];
  return {
    inject(rule) {
      const remove = () => {
        entries = entries.filter((other) => other !== entry);
      };
      const entry: Entry = { rule, hits: 0, seen: 0, matches: pathTest(rule.path), remove };
      entries = [...entries, entry];
      return entry;
    },
    list: () => entries,
    clear: () => {
      entries = [];
    },
    strike: (request) =>
      entries.length === 0 ? [] : entries.filter((entry) => strikes(entry, request, random)).map((entry) => entry.rule.fault),
  };
}

function strikes(
  entry: Entry,
  { service, method, url }: { readonly service: string; readonly method: string; readonly url: string },
  random: Random,
): boolean {
  const { rule } = entry;
  const meant = serviceOf(rule) ?? service;
  if (meant !== service || (rule.method ?? method).toUpperCase() !== method || !entry.matches(url)) return false;
  entry.seen += 1;
  if (entry.seen <= (rule.after ?? 0) || entry.hits >= (rule.times ?? Infinity)) return false;
  if (rule.probability !== undefined && !random.chance(rule.probability)) return false;
  entry.hits += 1;
  return true;
}

/** A preset belongs to one service, whether or not the rule says so. */
function serviceOf({ service, fault }: FaultRule): string | undefined {
  return service ?? (fault.kind === 'preset' ? fault.name.split('.')[0] : undefined);
}

function pathTest(path: FaultRule['path']): (url: string) => boolean {
  if (path === undefined) return () => true;
  if (typeof path === 'string') return (url) => url.includes(path);
  const pattern = new RegExp(path.source, path.flags.replaceAll(/[gy]/g, ''));
  return (url) => pattern.test(url);
}
