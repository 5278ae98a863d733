import { patterns, whoSchema } from '../who.ts';
import { z } from 'zod';

const whatSchema = z
  .strictObject({
    /** Kind or name: `salesforce`, `emea`. */
    connectors: patterns.optional(),
    /** With or without the connector's prefix: `salesforce_find_records`, `find_*`. */
    tools: patterns.optional(),
    effects: z
      .array(z.enum(['read', 'create', 'update', 'delete']))
      .min(1)
      .readonly()
      .optional(),
    objects: patterns.optional(),
    fields: patterns
      .refine((names) => names.every((name) => !name.includes('.')), {
        message: 'name fields alone, without a dot, and their objects in `objects`: a rule that matches nothing would hide nothing',
      })
      .optional(),
  })
  .describe('What a rule is about, judged from what the tool says it touches. What is left out matches everything.');

const rowSchema = z
  .strictObject({
    field: z.string().min(1),
    operator: z.enum(['=', '!=', 'in']),
    value: z.union([
      z.string(),
      z.number(),
      z.boolean(),
      z.null(),
      z.array(z.union([z.string(), z.number()])).readonly(),
      z.strictObject({ from: z.enum(['tenant', 'principal', 'groups']) }),
    ]),
  })
  .describe('Only records for which this holds. A value `{ from }` is taken from the caller; a caller without it is refused.');

const decisionSchema = z.enum(['allow', 'deny', 'needs-approval']);

const ruleSchema = z
  .strictObject({
    id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/),
    /** For the audit and for people; never shown to a caller. */
    reason: z.string().min(1).max(300),
    who: whoSchema.optional(),
    /** Who is exempt. */
    unless: whoSchema.optional(),
    what: whatSchema.optional(),
    decision: decisionSchema,
    /** With `deny` and `fields`: the column stays and its values read `[masked]`. */
    mask: z.boolean().optional(),
    /** With `objects`: restricts which records. All restrictions that match hold together. */
    rows: z.array(rowSchema).min(1).readonly().optional(),
  })
  .refine(({ mask, decision, what }) => mask !== true || (decision === 'deny' && what?.fields !== undefined), {
    message: '`mask` needs `decision: deny` and `what.fields`',
    path: ['mask'],
  })
  .refine(({ rows, decision, what }) => rows === undefined || (decision !== 'deny' && what?.objects !== undefined), {
    message: '`rows` restricts what a rule grants: it needs `what.objects` and a decision other than `deny`',
    path: ['rows'],
  })
  .refine(({ rows, what }) => rows === undefined || what?.fields === undefined, {
    message: '`rows` and `what.fields` belong to two rules',
    path: ['rows'],
  });

/** Rules as data. Deny wins over needs-approval, and that over allow; what no rule matches, the default decides. */
export const policySchema = z
  .strictObject({
    rules: z.array(ruleSchema).readonly().default([]),
    defaults: z
      .strictObject({
        read: decisionSchema.default('allow'),
        create: decisionSchema.default('deny'),
        update: decisionSchema.default('deny'),
        delete: decisionSchema.default('deny'),
      })
      .prefault({}),
  })
  .refine(({ rules }) => new Set(rules.map(({ id }) => id)).size === rules.length, {
    message: 'two rules have the same id',
    path: ['rules'],
  });

export type PolicyDocument = z.input<typeof policySchema>;
export type ParsedPolicy = z.output<typeof policySchema>;
export type PolicyRule = ParsedPolicy['rules'][number];
export type PolicyDecision = PolicyRule['decision'];
