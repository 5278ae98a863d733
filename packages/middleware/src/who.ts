import type { Caller } from '@causeway/core';
import { anyIdentityOf } from './glob.ts';
import { z } from 'zod';

/** Patterns, of which any may match. `*` stands for any run of characters. */
export const patterns = z.array(z.string().min(1)).min(1).readonly();

export const whoSchema = z
  .strictObject({
    tenants: patterns.optional(),
    /** Ids of principals. */
    principals: patterns.optional(),
    roles: patterns.optional(),
    groups: patterns.optional(),
    scopes: patterns.optional(),
    /** OAuth clients by id, or MCP clients by name. The name is the client's own word: deny by it, do not grant by it. */
    clients: patterns.optional(),
  })
  .describe(
    'Whom a rule is about: every member that is given must match, by any of its patterns. `*` stands for any characters; case counts.',
  );

export type Who = z.input<typeof whoSchema>;

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
  const tests = Object.entries(who).flatMap(([member, texts]): WhoMatch[] => {
    if (texts === undefined) return [];
    const matches = anyIdentityOf(texts);
    const values = facts[member as keyof Who];
    return [(caller) => values(caller).some((value) => value !== undefined && matches(value))];
  });
  return (caller) => tests.every((test) => test(caller));
}

/** Whom a rule is about: those that `who` names, without those that `unless` names. Both left out: everybody. */
export function matchCallers(who: Who | undefined, unless: Who | undefined): WhoMatch {
  const meant = who === undefined ? () => true : matchWho(who);
  const exempt = unless === undefined ? () => false : matchWho(unless);
  return (caller) => meant(caller) && !exempt(caller);
}

/** Equal for callers whom no rule can tell apart. */
export function whoKey(caller: Caller): string {
  return JSON.stringify(Object.values(facts).map((values) => values(caller)));
}
