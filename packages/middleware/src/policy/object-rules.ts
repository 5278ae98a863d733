import type { Effect } from '@causeway/core';
import type { ParsedPolicy, PolicyDecision, PolicyRule } from './document.ts';
import type { Rule } from './rule.ts';

/** What becomes of a field: `mask` keeps the column and hides its values. */
export type Shown = 'keep' | 'mask' | 'remove';

export interface FieldVerdict {
  readonly shown: Shown;
  readonly rule?: PolicyRule;
}

/** Everything the rules say to one caller of one object, one tool and one effect. */
export interface ObjectRules {
  readonly decision: PolicyDecision;
  readonly rule?: PolicyRule;
  /** Whether anything is hidden, so that what cannot be told apart cannot be shown: a column of unknown origin, the words of an error. */
  readonly restricted: boolean;
  field(name: string): FieldVerdict;
  /** The rule that wants a yes for this field, or, for `*`, for any. */
  approval(field: string): PolicyRule | undefined;
  /** Rules that restrict which records. */
  readonly rows: readonly Rule[];
}

/** An access that ranges over all objects. What the answer then holds is judged object by object. */
export const everyObject = '*';

export interface ObjectQuestion {
  /** Rules for this caller, tool and effect. */
  readonly rules: readonly Rule[];
  /** `undefined` for a call that names no object. */
  readonly object: string | undefined;
  readonly effect: Effect;
  readonly defaults: ParsedPolicy['defaults'];
}

export function objectRules({ rules, object, effect, defaults }: ObjectQuestion): ObjectRules {
  const exact = rules.filter((rule) => covers(rule, object));
  // Over all objects, what restricts any of them counts; what grants one of them does not.
  const strict = object === everyObject ? rules : exact;
  const whole = exact.filter(({ fields }) => fields === undefined);
  const denials = (object === everyObject && effect !== 'read' ? rules : exact).filter(isWholeDenial);
  const hiding = strict.filter(({ source, fields }) => source.decision === 'deny' && fields !== undefined);
  const grants = exact.filter(({ source, fields }) => source.decision !== 'deny' && fields !== undefined);
  const asking = strict.filter(({ source }) => source.decision === 'needs-approval');
  const consent = asking.find(({ fields }) => fields === undefined)?.source;
  const grant = whole.find(({ source }) => source.decision === 'allow')?.source;
  const open = consent !== undefined || grant !== undefined || defaults[effect] !== 'deny';
  const denied = denials[0]?.source;

  const verdict = (): Pick<ObjectRules, 'decision' | 'rule'> => {
    if (denied !== undefined) return { decision: 'deny', rule: denied };
    if (consent !== undefined) return { decision: 'needs-approval', rule: consent };
    if (grant !== undefined) return { decision: 'allow', rule: grant };
    if (defaults[effect] === 'deny' && grants[0] !== undefined) return { decision: 'allow', rule: grants[0].source };
    return { decision: defaults[effect] };
  };

  return {
    ...verdict(),
    restricted: hiding.length > 0 || !open || strict.some(isWholeDenial),
    rows: strict.filter(({ source }) => source.rows !== undefined),
    field(name) {
      const hit = hiding.filter(({ fields }) => fields?.(name) === true).map(({ source }) => source);
      const removes = hit.find(({ mask }) => mask !== true);
      if (removes !== undefined) return { shown: 'remove', rule: removes };
      if (hit[0] !== undefined) return { shown: 'mask', rule: hit[0] };
      if (open) return { shown: 'keep' };
      const granted = grants.find(({ fields }) => fields?.(name) === true)?.source;
      return granted === undefined ? { shown: 'remove' } : { shown: 'keep', rule: granted };
    },
    approval: (field) => asking.find(({ fields }) => fields !== undefined && (field === '*' || fields(field)))?.source,
  };
}

function covers({ objects }: Rule, object: string | undefined): boolean {
  if (objects === undefined) return true;
  return object !== undefined && objects(object);
}

function isWholeDenial({ source, fields }: Rule): boolean {
  return source.decision === 'deny' && fields === undefined;
}
