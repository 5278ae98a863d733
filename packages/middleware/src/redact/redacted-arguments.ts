import { callerKey, type Call } from '@causeway/core';
import { compileRules } from './rule.ts';
import { createScrub, type Scrub } from './scrub.ts';
import { journalKey } from '../journal.ts';
import type { RedactOptions } from './redact.ts';

/** A call that has not run yet has no columns. */
const log = { columns: new Map<string, never>() };

/**
 * For the `content` of `audit`: the arguments of a call, redacted by the same rules as answers. A member that is named like a field of
 * an object that the call touches is taken for it. Classes are not known before a system was asked, so rules by class do not apply.
 */
export function redactedArguments({ rules = [], hashKey }: RedactOptions): (call: Call) => unknown {
  const compiled = compileRules(rules, hashKey).map((rule) => ({ ...rule, classes: undefined }));
  return (call) => {
    const mine = compiled.filter(({ concerns }) => concerns(call.context.get(callerKey)));
    return redactMember(call.arguments, undefined, call, createScrub(mine, log, journalKey.default));
  };
}

function redactMember(value: unknown, name: string | undefined, call: Call, scrub: Scrub): unknown {
  const rule = name === undefined ? undefined : ruleOf(name, call, scrub);
  if (rule !== undefined) return rule.redaction(typeof value === 'string' ? value : JSON.stringify(value), rule.what);
  if (typeof value === 'string' || typeof value === 'number') return scrub.cell(value);
  if (Array.isArray(value)) return value.map((item) => redactMember(item, undefined, call, scrub));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, redactMember(member, key, call, scrub)]));
}

function ruleOf(name: string, { access }: Call, scrub: Scrub) {
  for (const { object } of access) {
    const rule = scrub.field(object, name);
    if (rule !== undefined) return rule;
  }
  return undefined;
}
