import {
  callerKey,
  ConnectorError,
  type Call,
  type Caller,
  type Change,
  type Middleware,
  type RecordOf,
  type RecordSet,
  type Secret,
} from '@causeway/core';
import { compileRules, type RedactRule } from './rule.ts';
import { redactCell } from './action.ts';
import { createScrub, type Scrub } from './scrub.ts';
import { isRefusal } from '../refusal.ts';
import { journalKey } from '../journal.ts';
import { mapOutput } from '../output.ts';

export interface RedactOptions {
  /** The first rule that fits a column counts; detectors look into what is left. Default: none. */
  readonly rules?: readonly RedactRule[];
  /** For the action `hash`. At least 32 characters; equal values of equal keys stay equal, so that joins still work. */
  readonly hashKey?: Secret;
}

/** Takes personal data out of answers and error messages: by the class that the system gives a field, by field, by what text looks like. */
export function redact({ rules = [], hashKey }: RedactOptions = {}): Middleware {
  const compiled = compileRules(rules, hashKey);
  const forCaller = (caller: Caller) => compiled.filter(({ concerns }) => concerns(caller));
  return async (call, next) => {
    const mine = forCaller(call.context.get(callerKey));
    if (mine.length === 0 || call.invalid !== undefined) return next(call);
    const journal = call.context.get(journalKey);
    try {
      return redactOutput(await next(call), call, createScrub(mine, call.context.trail.log, journal));
    } catch (thrown) {
      throw redactError(ConnectorError.from(thrown), createScrub(mine, call.context.trail.log, journal));
    }
  };
}

function redactOutput(output: unknown, { via }: Call, scrub: Scrub): unknown {
  if (via === 'preview') return (output as readonly Change[]).map((change) => redactChange(change, scrub));
  return mapOutput(output, {
    set: (set) => redactSet(set, scrub),
    record: (record) => redactRecord(record, scrub),
    failure: (failure) => ({ ...failure, message: scrub.text(failure.message) }),
    text: scrub.text,
  });
}

function redactSet(set: RecordSet, scrub: Scrub): RecordSet {
  const columns = set.columns.map((name) => scrub.column(name));
  const kept = columns.flatMap((rule, index) => (rule?.drops === true ? [] : [index]));
  for (const rule of columns) if (rule !== undefined) scrub.count(rule.what, set.rows.length);
  return {
    ...set,
    columns: kept.map((index) => set.columns[index] ?? ''),
    rows: set.rows.map((row) =>
      kept.map((index) => {
        const rule = columns[index];
        const cell = row[index] ?? null;
        return rule === undefined ? scrub.cell(cell) : redactCell(cell, rule.redaction, rule.what);
      }),
    ),
    ...(set.notes === undefined ? {} : { notes: set.notes.map(scrub.text) }),
  };
}

function redactRecord(record: RecordOf, scrub: Scrub): RecordOf {
  const fields = Object.entries(record.fields).flatMap(([name, cell]): [string, typeof cell][] => {
    const rule = scrub.column(name);
    if (rule === undefined) return [[name, scrub.cell(cell)]];
    scrub.count(rule.what, 1);
    return rule.drops ? [] : [[name, redactCell(cell, rule.redaction, rule.what)]];
  });
  return { ...record, fields: Object.fromEntries(fields), ...(record.notes === undefined ? {} : { notes: record.notes.map(scrub.text) }) };
}

/** A change keeps its place in the preview whatever the rule, so that the person sees that the field would change. */
function redactChange(change: Change, scrub: Scrub): Change {
  const rule = scrub.field(change.object, change.field);
  const hide = (value: unknown) => {
    if (value === undefined || value === null) return value;
    if (rule === undefined) return typeof value === 'string' || typeof value === 'number' ? scrub.cell(value) : value;
    return rule.redaction(typeof value === 'string' ? value : JSON.stringify(value), rule.what) ?? `[${rule.what}]`;
  };
  if (rule !== undefined) scrub.count(rule.what, 1);
  return { ...change, ...('before' in change ? { before: hide(change.before) } : {}), after: hide(change.after) };
}

function redactError(error: ConnectorError, scrub: Scrub): ConnectorError {
  if (isRefusal(error)) return error;
  const { code, message, hint, retryAfterMs, upstream, fields, cause } = error;
  return new ConnectorError(code, scrub.text(message), {
    ...(hint === undefined ? {} : { hint: scrub.text(hint) }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(upstream === undefined ? {} : { upstream }),
    ...(fields === undefined ? {} : { fields }),
    cause,
  });
}
