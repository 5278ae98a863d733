import { policySchema, redactRuleSchema } from '@causeway/middleware';
import { secret } from './secret.ts';
import { z } from 'zod';

const count = z.int().min(1);
const milliseconds = z.int().min(1).max(2_147_483_647);
const patterns = z.array(z.string().min(1)).min(1);
const off = z.literal(false);

const rateLimit = z.strictObject({
  limits: z
    .array(
      z.strictObject({
        by: z
          .array(z.enum(['tenant', 'principal', 'tool', 'connector']))
          .min(1)
          .describe('What shares a bucket'),
        calls: count.describe('Calls in each period'),
        seconds: count.describe('Length of the period'),
        burst: z.strictObject({ calls: count, seconds: count }).exactOptional().describe('Calls on top of that, and when they are back'),
        tools: patterns.exactOptional().describe('Tools that it counts, by full name; default: all'),
      }),
    )
    .exactOptional()
    .describe('All hold together; default: 600 a minute for each principal, 6000 for each tenant'),
  quotas: z
    .union([off, z.strictObject({ reserve: z.number().min(0).max(1).exactOptional().describe('Share kept back; default 0.2') })])
    .exactOptional()
    .describe('Heeds what systems report of their allowances; default: on'),
});

const approval = z.strictObject({
  effects: z
    .array(z.enum(['create', 'update', 'delete']))
    .exactOptional()
    .describe('What a person must approve, beside what the policy says; default: all three'),
  fallback: z.literal('token').exactOptional().describe('Lets a client that cannot ask a person confirm by itself; never deletes'),
  ttlMs: milliseconds.exactOptional().describe('Milliseconds for which a question stays open; default 300000'),
});

const timeout = z.strictObject({
  ms: milliseconds.exactOptional().describe('Milliseconds for one attempt; default 15000'),
  tools: z
    .array(z.strictObject({ names: patterns, ms: milliseconds }))
    .exactOptional()
    .describe('Other times for some tools, by full name; the first that matches counts'),
});

/** The layers of `governed`, under the same names and with the same units. */
export const layerSchemas = {
  policy: policySchema
    .safeExtend({ mode: z.enum(['enforce', 'observe']).exactOptional().describe('`observe` only writes down; default enforce') })
    .exactOptional()
    .describe('Who may do what; default: reads are allowed, and with `writes` changes that a person approves'),
  policyFile: z.string().min(1).exactOptional().describe('The same in a file of its own'),
  approval: z
    .union([off, approval])
    .exactOptional()
    .describe('How people are asked; false for never: then only the policy stands before a change'),
  redact: z
    .strictObject({
      rules: z.array(redactRuleSchema).exactOptional().describe('The first that fits a column counts'),
      hashKey: secret('For the action `hash`', 32).exactOptional(),
    })
    .exactOptional()
    .describe('What to take out of answers; default: nothing'),
  rateLimit: z.union([off, rateLimit]).exactOptional().describe('How often calls may be made; false for no bound'),
  cache: z
    .strictObject({
      tools: patterns.describe('Full names of the read tools whose answers are kept: *_describe_*'),
      ttlMs: milliseconds.exactOptional().describe('Milliseconds for which an answer is good; default 60000'),
      maxEntries: count.exactOptional().describe('Most answers kept in memory; default 1000'),
      maxBytes: count.exactOptional().describe('Most bytes kept in memory; default 16 MiB'),
    })
    .exactOptional()
    .describe('Answers that are kept for whoever asked; default: none'),
  breaker: z
    .union([off, z.strictObject({ failures: count.exactOptional(), restMs: milliseconds.exactOptional() })])
    .exactOptional()
    .describe('Leaves a system alone after so many failures in a row (5), for so long (10000)'),
  retry: z
    .union([
      off,
      z.strictObject({ attempts: count.exactOptional(), baseMs: milliseconds.exactOptional(), maxWaitMs: milliseconds.exactOptional() }),
    ])
    .exactOptional()
    .describe('Attempts in all (3), the first wait (250), the longest (10000)'),
  timeout: z.union([off, timeout]).exactOptional().describe('How long an attempt may take'),
  telemetry: z
    .union([
      off,
      z.strictObject({
        captureArguments: z.boolean().exactOptional().describe('Arguments on spans; they may hold personal data'),
        captureResults: z.boolean().exactOptional().describe('Answers on spans, after redaction'),
      }),
    ])
    .exactOptional()
    .describe('OpenTelemetry, where an SDK is registered'),
  surfaceLock: z
    .string()
    .min(1)
    .exactOptional()
    .describe('Lock file of the tools that somebody looked at; tools that differ are neither listed nor run. --lock-surface writes it'),
} as const;
