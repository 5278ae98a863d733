import type { Caller, Connector, Effect, Tool } from '@causeway/core';
import { LRUCache } from 'lru-cache';
import { objectRules, type ObjectRules } from './object-rules.ts';
import type { ParsedPolicy } from './document.ts';
import { createRule, type Rule } from './rule.ts';
import { whoKey } from '../who.ts';

/** The rules that concern one caller. */
export interface CallerRules {
  /** Equal for callers whom the same rules concern. */
  readonly key: string;
  of(connector: Connector, tool: Tool, effect: Effect, object: string | undefined): ObjectRules;
  /** Whether a call of this tool could be allowed, on whatever object. */
  allows(connector: Connector, tool: Tool): boolean;
}

export interface RuleBook {
  for(caller: Caller): CallerRules;
}

/** Callers and objects come from outside, so what is remembered of them is bounded. */
const maxCallers = 2_000;
const maxObjects = 1_000;

export function createRuleBook(policy: ParsedPolicy): RuleBook {
  const rules = policy.rules.map(createRule);
  const callers = new LRUCache<string, CallerRules>({ max: maxCallers });
  const subsets = new LRUCache<string, CallerRules>({ max: maxCallers });
  return {
    for(caller) {
      const who = whoKey(caller);
      const known = callers.get(who);
      if (known !== undefined) return known;
      const concerning = rules.filter((rule) => rule.concerns(caller));
      const key = concerning.map(({ source }) => source.id).join();
      const subset = subsets.get(key) ?? callerRules(key, concerning, policy);
      subsets.set(key, subset);
      callers.set(who, subset);
      return subset;
    },
  };
}

function callerRules(key: string, rules: readonly Rule[], { defaults }: ParsedPolicy): CallerRules {
  const views = new LRUCache<string, ObjectRules>({ max: maxObjects });
  const lists = new Map<string, boolean>();
  return {
    key,
    of(connector, tool, effect, object) {
      const id = `${connector.name} ${tool.name} ${effect} ${object?.toLowerCase() ?? ''}`;
      const known = views.get(id);
      if (known !== undefined) return known;
      const covering = rules.filter((rule) => rule.covers(connector, tool, effect));
      const view = objectRules({ rules: covering, object, effect, defaults });
      views.set(id, view);
      return view;
    },
    allows(connector, tool) {
      const id = `${connector.name} ${tool.name}`;
      const known = lists.get(id);
      if (known !== undefined) return known;
      const possible = canAllow(rules, connector, tool, defaults[tool.effect]);
      lists.set(id, possible);
      return possible;
    },
  };
}

function canAllow(rules: readonly Rule[], connector: Connector, tool: Tool, fallback: string): boolean {
  const covering = rules.filter((rule) => rule.covers(connector, tool, tool.effect));
  const always = ({ source, objects, fields }: Rule) => source.decision === 'deny' && objects === undefined && fields === undefined;
  if (covering.some(always)) return false;
  return fallback !== 'deny' || covering.some(({ source }) => source.decision !== 'deny');
}
