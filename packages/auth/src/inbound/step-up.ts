import type { Caller, ToolEntry } from '@causeway/core';
import { unattainable, type ScopeRules } from '../scopes/rules.ts';

export interface StepUp {
  readonly request: Request;
  readonly caller: Caller;
  readonly rules: ScopeRules | undefined;
  readonly tools: (() => ReadonlyMap<string, ToolEntry>) | undefined;
}

/**
 * Scopes that the caller would need for what the request says it wants; undefined when it has enough. Clients of 2026-07-28 say it in
 * headers, before the body is read. Headers that lie gain nothing: the middleware judges the call itself.
 */
export function stepUp({ request, caller, rules, tools }: StepUp): readonly string[] | undefined {
  if (rules === undefined || request.headers.get('mcp-method') !== 'tools/call') return undefined;
  const entry = tools?.().get(request.headers.get('mcp-name') ?? '');
  if (entry === undefined || rules.allows(entry.connector, entry.tool, caller)) return undefined;
  const [first] = rules.wanted(entry.connector, entry.tool);
  if (first === undefined || first === unattainable) return undefined;
  // A client that replaces its token with one of these scopes should keep what it can do now.
  const held = rules.names.filter((name) => caller.principal?.scopes.includes(name));
  return [...held, first];
}
