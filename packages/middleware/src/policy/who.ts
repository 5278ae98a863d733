import type { Caller } from '@causeway/core';
import { anyOf } from '../glob.ts';
import type { Who } from './document.ts';

/** Whether a caller is meant. */
export type WhoMatch = (caller: Caller) => boolean;

/** What a caller is, by each member of `who`. */
const facts: Readonly<Record<keyof Who, (caller: Caller) => readonly (string | undefined)[]>> = {
  tenants: ({ tenant }) => [tenant],
  principals: ({ principal }) => [principal?.id],
  roles: ({ principal }) => principal?.roles ?? [],
  groups: ({ principal }) => principal?.groups ?? [],
  scopes: ({ principal }) => principal?.scopes ?? [],
  clients: ({ principal, client }) => [principal?.clientId, client?.name],
};

export function matchWho(who: Who): WhoMatch {
  const tests = Object.entries(who).flatMap(([member, patterns]): WhoMatch[] => {
    if (patterns === undefined) return [];
    const matches = anyOf(patterns);
    const values = facts[member as keyof Who];
    return [(caller) => values(caller).some((value) => value !== undefined && matches(value))];
  });
  return (caller) => tests.every((test) => test(caller));
}

/** Equal for callers whom no rule can tell apart. */
export function whoKey(caller: Caller): string {
  return JSON.stringify(Object.values(facts).map((values) => values(caller)));
}
