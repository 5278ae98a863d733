import { httpSchema, stdioSchema } from './transports.ts';
import type { ConnectorKind } from '@causeway/core';
import { auditSchema } from './audit.ts';
import { authSchema } from './auth.ts';
import { connectorSchema } from './connectors.ts';
import { layerSchemas } from './layers.ts';
import { secret } from './secret.ts';
import { z } from 'zod';

const logSchema = z.strictObject({
  level: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info').describe('Least level that is written'),
  format: z.enum(['pretty', 'json']).exactOptional().describe('Default: pretty on a terminal, else json'),
});

const redisSchema = z.strictObject({
  url: secret('redis://localhost:6379, rediss://…'),
  prefix: z.string().min(1).exactOptional().describe('Before every key; default causeway'),
});

/** The configuration file of an app that can serve these kinds. */
export function configSchema(kinds: readonly ConnectorKind[]) {
  return z
    .strictObject({
      $schema: z.string().exactOptional().describe('Where editors find this schema'),
      connectors: z
        .array(connectorSchema(kinds))
        .min(1)
        .exactOptional()
        .describe('The systems to serve; default: those with credentials in the environment'),
      transport: z.enum(['http', 'stdio']).default('http').describe('How clients reach this server'),
      http: httpSchema.prefault({}).describe('For `transport: http`'),
      stdio: stdioSchema.prefault({}).describe('For `transport: stdio`'),
      auth: authSchema.exactOptional().describe('Who may call over HTTP; without it everyone on this machine, and nobody else'),
      demo: z
        .enum(['never', 'if-unconfigured', 'always'])
        .default('never')
        .describe('When to serve invented data from the embedded sandbox'),
      writes: z.boolean().default(false).describe('Offer tools that change records; each change still needs a person to approve it'),
      instructions: z.string().min(1).exactOptional().describe('Sentences for the model, before those of the connectors'),
      listTtlMs: z.int().min(0).exactOptional().describe('Milliseconds for which a client may keep a list; default 0'),
      maxNameLength: z.int().min(8).max(64).exactOptional().describe('Longest full name of a tool; default 40'),
      deadlineMs: z.int().min(100).max(120_000).default(30_000).describe('Milliseconds after which a call ends'),
      sealKeys: z
        .array(secret('A key', 32))
        .min(1)
        .exactOptional()
        .describe('Secrets for cursors and answers, newest first; share them between processes; default: random at every start'),
      redis: redisSchema
        .exactOptional()
        .describe('Shares limits, approvals and cached answers between processes; needs the package ioredis'),
      audit: auditSchema.prefault({}).describe('The record of every call'),
      ...layerSchemas,
      log: logSchema.prefault({}).describe('Logs, on standard error'),
    })
    .refine(({ policy, policyFile }) => policy === undefined || policyFile === undefined, {
      message: 'give `policy` or `policyFile`, not both',
      path: ['policyFile'],
    });
}

export type Config = z.output<ReturnType<typeof configSchema>>;
