import { detectors, type Detector, type DetectorName } from './detectors.ts';
import { matchCallers, patterns, whoSchema, type Who, type WhoMatch } from '../who.ts';
import { anyOf, type Match } from '../glob.ts';
import { createRedactions, type RedactAction, type Redaction } from './action.ts';
import type { Secret } from '@causeway/core';
import { z } from 'zod';

/** What to take out, and how. A rule has classes or fields, or else detectors. */
export interface RedactRule {
  /** Names it in counts and masks. Default: the class, field pattern or detector that fits. */
  readonly id?: string | undefined;
  /** Data classes as the systems name them: `PII`, `*sensitive*`; of several (`PII;GDPR`) any. A column of unknown class is taken for one of any class. */
  readonly classes?: readonly string[] | undefined;
  /** `Contact.Email`, `*.SSN`. */
  readonly fields?: readonly string[] | undefined;
  /** What text looks like. */
  readonly detect?: readonly (DetectorName | Detector)[] | undefined;
  readonly action: RedactAction;
  readonly who?: Who | undefined;
  /** Who sees the values all the same. */
  readonly unless?: Who | undefined;
}

/** Rules as they stand in a configuration file. */
export const redactRuleSchema = z
  .strictObject({
    id: z.string().min(1).max(40).optional(),
    classes: patterns.optional(),
    fields: patterns.optional(),
    detect: z
      .array(z.enum(['email', 'phone', 'card', 'iban']))
      .min(1)
      .readonly()
      .optional(),
    action: z.enum(['mask', 'partial', 'hash', 'drop']),
    who: whoSchema.optional(),
    unless: whoSchema.optional(),
  })
  .refine((rule) => (rule.detect === undefined) !== (rule.classes === undefined && rule.fields === undefined), {
    message: 'a rule needs `classes` or `fields`, or else `detect`',
  });

export interface CompiledRule {
  readonly concerns: WhoMatch;
  readonly id: string | undefined;
  readonly classes: Match | undefined;
  readonly fields: Match | undefined;
  readonly detectors: readonly Detector[];
  readonly redaction: Redaction;
  /** Whether the column goes with its values. */
  readonly drops: boolean;
}

/** Throws a TypeError for a rule that hashes without a key. */
export function compileRules(rules: readonly RedactRule[], hashKey: Secret | undefined): readonly CompiledRule[] {
  const redactions = createRedactions(hashKey);
  if (hashKey === undefined && rules.some(({ action }) => action === 'hash')) throw new TypeError('The action `hash` needs a `hashKey`.');
  return rules.map(({ id, classes, fields, detect = [], action, who, unless }) => ({
    concerns: matchCallers(who, unless),
    id,
    classes: classes === undefined ? undefined : anyOf(classes),
    fields: fields === undefined ? undefined : anyOf(fields),
    detectors: detect.map((one) => (typeof one === 'string' ? detectors[one] : one)),
    redaction: redactions[action],
    drops: action === 'drop',
  }));
}
