import type { Caller, Connector, Effect, Tool } from '@causeway/core';
import type { PolicyDecision, PolicyRule } from './document.ts';
import type { RuleBook } from './rule-book.ts';
import type { Shown } from './object-rules.ts';

/** A question about the rules, for tests and for people. */
export interface ExplainQuestion {
  readonly caller: Caller;
  readonly connector: Connector;
  readonly tool: Tool;
  /** Default: the tool's. */
  readonly effect?: Effect;
  readonly object?: string;
  readonly field?: string;
}

export interface Explanation {
  readonly decision: PolicyDecision;
  /** The rule that decided; absent when the default did. */
  readonly rule?: Pick<PolicyRule, 'id' | 'reason'>;
  /** What becomes of the field, where one was asked about. */
  readonly shown?: Shown;
  /** Rules that restrict which records. */
  readonly rows: readonly string[];
  /** Whether the tool is listed for the caller. */
  readonly listed: boolean;
}

export type Explain = (question: ExplainQuestion) => Explanation;

export function createExplain(book: RuleBook): Explain {
  return ({ caller, connector, tool, effect = tool.effect, object, field }) => {
    const rules = book.for(caller);
    const view = rules.of(connector, tool, effect, object);
    const verdict = field === undefined ? undefined : view.field(field);
    const consent = field === undefined ? undefined : view.approval(field);
    const hides = view.decision !== 'deny' && verdict !== undefined && verdict.shown !== 'keep';
    const decision = hides ? 'deny' : view.decision === 'allow' && consent !== undefined ? 'needs-approval' : view.decision;
    const rule = hides ? verdict.rule : decision === view.decision ? view.rule : consent;
    return {
      decision,
      ...(rule === undefined ? {} : { rule: { id: rule.id, reason: rule.reason } }),
      ...(verdict === undefined ? {} : { shown: view.decision === 'deny' ? 'remove' : verdict.shown }),
      rows: view.rows.map(({ source }) => source.id),
      listed: rules.allows(connector, tool),
    };
  };
}
