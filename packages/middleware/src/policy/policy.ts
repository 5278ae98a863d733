import { callerKey, ConnectorError, rowFilters, type Call, type ListFilter, type Middleware } from '@causeway/core';
import { approvalKey, requireApproval } from '../approval/requirement.ts';
import { checkWrite, toRowFilters } from './rows.ts';
import { createExplain, type Explain } from './explain.ts';
import { createRuleBook, type CallerRules } from './rule-book.ts';
import { judge, type Judgement, type KnownCall } from './judgement.ts';
import { policySchema, type PolicyDocument } from './document.ts';
import { createHash } from 'node:crypto';
import { journalKey } from '../journal.ts';
import { refusal } from '../refusal.ts';
import { withhold } from './withhold.ts';
import { withholdError } from './withhold-error.ts';

export interface PolicyOptions extends PolicyDocument {
  /** `observe` refuses and hides nothing, and writes down what it would have done. Default `enforce`. */
  readonly mode?: 'enforce' | 'observe';
}

export interface Policy extends Middleware {
  readonly filter: ListFilter;
  /** Changes with the rules. */
  readonly version: string;
  readonly explain: Explain;
}

/**
 * Decides who may do what with which object, field and record, from what a tool says it touches. Without rules, reads are allowed
 * and nothing else. Throws a ZodError for rules that do not fit.
 */
export function policy({ mode = 'enforce', ...document }: PolicyOptions = {}): Policy {
  const parsed = policySchema.parse(document);
  const book = createRuleBook(parsed);
  const version = createHash('sha256')
    .update(JSON.stringify([mode, parsed]))
    .digest('base64url')
    .slice(0, 12);
  const rulesOf = (context: Call['context']) => book.for(context.get(callerKey));
  const run: Middleware = async (call, next) => {
    if (!isKnown(call) || call.invalid !== undefined) return next(call);
    const rules = rulesOf(call.context);
    const judgement = judge(rules, call);
    call.context.get(journalKey).decided({
      decision: judgement.decision,
      mode,
      ...(judgement.rule === undefined ? {} : { rule: judgement.rule.id, reason: judgement.rule.reason }),
    });
    return mode === 'observe' ? next(call) : enforce(call, judgement, rules, next);
  };
  const filter: ListFilter = {
    key: (context) => `${version}:${rulesOf(context).key}`,
    allows: ({ connector, tool }, context) => mode === 'observe' || rulesOf(context).allows(connector, tool),
  };
  return Object.assign(run, { filter, version, explain: createExplain(book) });
}

async function enforce(call: KnownCall, judgement: Judgement, rules: CallerRules, next: (call: Call) => Promise<unknown>) {
  if (judgement.decision === 'deny')
    throw refusal('permission_denied', 'Your access does not allow this call.', {
      hint: 'Do without it, or tell the person that their access does not cover it.',
    });
  try {
    const governed = await prepare(call, judgement);
    const output = await next(governed);
    const cleared = judgement.rows.flatMap(({ object, effect }) => (effect === 'read' ? [] : [object]));
    return withhold(output, governed, { rules, restricted: judgement.restricted, cleared });
  } catch (thrown) {
    throw judgement.restricted ? withholdError(ConnectorError.from(thrown)) : thrown;
  }
}

/** The call with what inner layers must know: restrictions by record, and that a yes is needed. */
async function prepare(call: KnownCall, judgement: Judgement): Promise<KnownCall> {
  const filters = toRowFilters(judgement, call.context.get(callerKey));
  await checkWrite(call, judgement, filters);
  const restricted = filters.length === 0 ? call : { ...call, context: call.context.with(rowFilters, filters) };
  if (judgement.decision !== 'needs-approval' || call.via === 'preview') return restricted;
  const requirement = requireApproval(judgement.approvals.map(({ id }) => id));
  return {
    ...restricted,
    tool: requirement.guard(restricted.tool),
    context: restricted.context.with(approvalKey, requirement),
  };
}

function isKnown(call: Call): call is KnownCall {
  return call.connector !== undefined && call.tool !== undefined;
}
