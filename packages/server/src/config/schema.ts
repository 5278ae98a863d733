import type { ConnectorKind } from '@causeway/core';
import { policySchema } from '@causeway/middleware';
import { z } from 'zod';

const names = z.array(z.string().min(1)).min(1);

const httpSchema = z.strictObject({
  host: z.string().default('127.0.0.1').describe('Address to listen on; any but a loopback address needs callers to sign in'),
  port: z.int().min(0).max(65_535).default(3_000).describe('Port to listen on; 0 takes a free one'),
  path: z.string().startsWith('/').default('/mcp').describe('Where the protocol is served'),
  allowedHosts: names.optional().describe('Host headers that are answered; default: the names of this machine'),
  allowedOrigins: names.optional().describe('Origins of web pages that may call; default: pages of this machine'),
  sessions: z
    .boolean()
    .default(true)
    .describe(
      'Sessions for clients of revisions before 2026-07-28, so that a person can be asked there; false when several processes share the load',
    ),
});

const auditSchema = z.strictObject({
  directory: z.string().default('.causeway/audit').describe('Folder of the audit log'),
  chain: z.string().default('main').describe('Prefix of its files; one for each process'),
  fsync: z.enum(['writes', 'always', 'never']).default('writes').describe('What waits until it is on disk'),
  maxBytes: z.int().min(1_024).default(67_108_864).describe('Largest file'),
  stdout: z.boolean().default(false).describe('Also as lines on standard output; not with `transport: stdio`'),
  key: z
    .strictObject({ id: z.string().min(1).describe('Name of the key'), secret: z.string().min(32).describe('The key') })
    .optional()
    .describe('Makes the chain an HMAC'),
  failReads: z.enum(['open', 'closed']).default('open').describe('Whether reads go on when the log cannot be written'),
});

const approvalSchema = z.strictObject({
  effects: z
    .array(z.enum(['create', 'update', 'delete']))
    .default(['create', 'update', 'delete'])
    .describe('What a person must approve'),
  fallback: z.literal('token').optional().describe('Lets a client that cannot ask a person confirm by itself; never deletes'),
  ttlSeconds: z.int().min(10).max(3_600).default(300).describe('How long a question stays open'),
});

const logSchema = z.strictObject({
  level: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info').describe('Least level that is written'),
  format: z.enum(['pretty', 'json']).optional().describe('Default: pretty on a terminal, else json'),
});

/** The configuration file of an app that can serve these kinds. */
export function configSchema(kinds: readonly ConnectorKind[]) {
  return z.strictObject({
    connectors: z
      .array(connectorSchema(kinds))
      .min(1)
      .optional()
      .describe('The systems to serve; default: those with credentials in the environment'),
    transport: z.enum(['http', 'stdio']).default('http').describe('How clients reach this server'),
    http: httpSchema.prefault({}).describe('For `transport: http`'),
    demo: z.enum(['never', 'if-unconfigured', 'always']).default('never').describe('When to serve invented data from the embedded sandbox'),
    writes: z.boolean().default(false).describe('Offer tools that change records; each change still needs a person to approve it'),
    policy: policySchema
      .optional()
      .describe('Who may do what; default: reads are allowed, and with `writes` changes that a person approves'),
    approval: approvalSchema.prefault({}).describe('What a person must approve'),
    audit: auditSchema.prefault({}).describe('The record of every call'),
    sealKeys: z
      .array(z.string().min(32))
      .min(1)
      .optional()
      .describe('Secrets for cursors and answers, newest first; share them between processes; default: random at every start'),
    deadlineMs: z.int().min(100).max(120_000).default(30_000).describe('Milliseconds after which a call ends'),
    log: logSchema.prefault({}).describe('Logs, on standard error'),
  });
}

export type Config = z.output<ReturnType<typeof configSchema>>;

/** One entry of `connectors`: the kind, and that kind's own options as they are written: their parsing is the kind's. */
function connectorSchema(kinds: readonly ConnectorKind[]): z.ZodType<{ readonly kind: string; readonly [option: string]: unknown }> {
  const entries = kinds.map(({ kind, title, options }) =>
    (options as unknown as z.ZodObject).extend({ kind: z.literal(kind).describe(title) }),
  );
  const [first, ...rest] = entries;
  if (first === undefined) throw new TypeError('An app needs at least one kind of connector.');
  const schema = rest.length === 0 ? first : z.discriminatedUnion('kind', [first, ...rest]);
  return schema as unknown as z.ZodType<{ readonly kind: string }>;
}
