import type { Connector, Effect, Tool } from '@causeway/core';
import { anyOf, type Match } from '../glob.ts';
import { matchCallers, type WhoMatch } from '../who.ts';
import type { PolicyRule } from './document.ts';

/** A rule ready to be matched. */
export interface Rule {
  readonly source: PolicyRule;
  readonly concerns: WhoMatch;
  /** Whether the rule is about this tool with this effect, on some object. */
  readonly covers: (connector: Connector, tool: Tool, effect: Effect) => boolean;
  /** Absent: every object. */
  readonly objects?: Match;
  /** Absent: the rule is about the whole record. */
  readonly fields?: Match;
}

const all: Match = () => true;

export function createRule(source: PolicyRule): Rule {
  const { who, unless, what = {} } = source;
  const connectors = what.connectors === undefined ? all : anyOf(what.connectors);
  const tools = what.tools === undefined ? all : anyOf(what.tools);
  return {
    source,
    concerns: matchCallers(who, unless),
    covers: (connector, tool, effect) =>
      (what.effects?.includes(effect) ?? judged(source, effect)) &&
      (connectors(connector.kind) || connectors(connector.name)) &&
      (tools(tool.name) || tools(`${connector.name}_${tool.name}`)),
    ...(what.objects === undefined ? {} : { objects: anyOf(what.objects) }),
    ...(what.fields === undefined ? {} : { fields: anyOf(what.fields) }),
  };
}

/** A rule about fields says nothing of deleting the record, unless it names that effect. */
function judged({ what }: PolicyRule, effect: Effect): boolean {
  return what?.fields === undefined || effect !== 'delete';
}
