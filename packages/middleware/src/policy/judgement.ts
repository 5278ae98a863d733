import type { Access, Call, Effect } from '@causeway/core';
import type { ObjectRules } from './object-rules.ts';
import type { CallerRules } from './rule-book.ts';
import type { PolicyDecision, PolicyRule } from './document.ts';
import type { Rule } from './rule.ts';

/** What the rules say to a call as a whole. */
export interface Judgement {
  readonly decision: PolicyDecision;
  readonly rule?: PolicyRule;
  /** Rules that want a yes. */
  readonly approvals: readonly PolicyRule[];
  /** Restrictions by record that apply, with the objects of the call that they apply to. */
  readonly rows: readonly { readonly rule: Rule; readonly object: string; readonly effect: Effect }[];
  /** Whether some field of an object of this call is hidden from the caller. */
  readonly restricted: boolean;
}

/** A call whose connector and tool are known. */
export type KnownCall = Call & Required<Pick<Call, 'connector' | 'tool'>>;

interface Finding {
  readonly decision: PolicyDecision;
  readonly rule?: PolicyRule | undefined;
}

/** Judges a call by what it would touch. The strictest finding counts. */
export function judge(rules: CallerRules, call: KnownCall): Judgement {
  const judged = units(call).map((unit) => {
    if (isTooLong(unit)) return refused(unit, rules.of(call.connector, call.tool, unit.effect, undefined));
    const view = rules.of(call.connector, call.tool, unit.effect, unit.object);
    // A filter is a read, whatever the call does otherwise.
    const reading = unit.effect === 'read' ? view : rules.of(call.connector, call.tool, 'read', unit.object);
    return { unit, view, reading, findings: findings(unit, view, reading) };
  });
  const reads = judged.filter(({ unit }) => unit.effect === 'read');
  const blind = reads.length > 0 && reads.every(({ unit, view }) => seesNothing(unit, view));
  const all = [...judged.flatMap(({ findings }) => findings), ...(blind ? [hiddenRead(reads[0])] : [])];
  const worst = all.find(({ decision }) => decision === 'deny') ?? all.find(({ decision }) => decision === 'needs-approval') ?? all[0];
  return {
    decision: worst?.decision ?? 'deny',
    ...(worst?.rule === undefined ? {} : { rule: worst.rule }),
    approvals: all.flatMap(({ decision, rule }) => (decision === 'needs-approval' && rule !== undefined ? [rule] : [])),
    rows: judged.flatMap(({ unit, view }) =>
      unit.object === undefined ? [] : view.rows.map((rule) => ({ rule, object: unit.object as string, effect: unit.effect })),
    ),
    restricted: judged.some(({ reading }) => reading.restricted),
  };
}

/** Names come from outside. One that is longer than any system's is not even compared with patterns. */
const maxNameLength = 500;

function isTooLong({ object = '', fields, filters = [] }: Unit): boolean {
  return [object, ...(fields === '*' ? [] : fields), ...filters].some((name) => name.length > maxNameLength);
}

function refused(unit: Unit, view: ObjectRules) {
  const findings: readonly Finding[] = [{ decision: 'deny' }];
  return { unit, view, reading: view, findings };
}

type Unit = Omit<Access, 'object'> & { readonly object: string | undefined };

/** A call that touches nothing it could name is judged by its tool alone. A preview only reads. */
function units({ access, tool, via }: KnownCall): readonly Unit[] {
  if (access.length > 0) return access;
  return [{ object: undefined, effect: via === 'preview' ? 'read' : tool.effect, fields: [] }];
}

function findings(unit: Unit, view: ObjectRules, reading: ObjectRules): readonly Finding[] {
  const found: Finding[] = [{ decision: view.decision, rule: view.rule }];
  for (const name of unit.filters ?? []) {
    const { shown, rule } = reading.field(name);
    if (shown !== 'keep') found.push({ decision: 'deny', rule });
  }
  const names = unit.fields === '*' ? ['*'] : unit.fields;
  for (const name of names) {
    const rule = view.approval(name);
    if (rule !== undefined) found.push({ decision: 'needs-approval', rule });
  }
  const hidden = unit.effect === 'read' ? undefined : hiddenWrite(unit, view);
  return hidden === undefined ? found : [...found, hidden];
}

/** Reading some hidden fields leaves the others. Reading nothing else is refused. */
function seesNothing({ fields }: Unit, view: ObjectRules): boolean {
  return fields !== '*' && fields.length > 0 && fields.every((name) => view.field(name).shown === 'remove');
}

function hiddenRead(read: { readonly unit: Unit; readonly view: ObjectRules } | undefined): Finding {
  const [field = '*'] = read?.unit.fields ?? [];
  return { decision: 'deny', rule: read?.view.field(field).rule };
}

/** Writing a hidden field is refused, and so is writing whatever there is when some of it is hidden. */
function hiddenWrite({ fields, effect }: Unit, view: ObjectRules): Finding | undefined {
  if (effect === 'delete' || !view.restricted) return undefined;
  if (fields === '*') return { decision: 'deny', rule: view.rule };
  const hidden = fields.map((name) => view.field(name)).find(({ shown }) => shown !== 'keep');
  return hidden === undefined ? undefined : { decision: 'deny', rule: hidden.rule };
}
