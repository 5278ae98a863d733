import { secret } from './secret.ts';
import { z } from 'zod';

const files = z.strictObject({
  directory: z.string().min(1).exactOptional().describe('Folder; default: .causeway/audit in the home of the user who runs this'),
  chain: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'needs a-z, 0-9 and "-"')
    .exactOptional()
    .describe('Prefix of the files; default: main, or the first of main-2, main-3, … that no other process writes'),
  fsync: z.enum(['writes', 'always', 'never']).exactOptional().describe('What waits until it is on disk; default writes'),
  maxBytes: z.int().min(1_024).exactOptional().describe('Largest file; default 64 MiB'),
  checkpoints: z.string().min(1).exactOptional().describe('File for checkpoints, better on another disk; default: beside the records'),
  optional: z.boolean().exactOptional().describe('Calls go on when it fails'),
});

const postgres = z.strictObject({
  url: secret('postgres://user:password@host/database'),
  chain: z.string().min(1).exactOptional().describe('Names the chain; one for each process; default main'),
  migrate: z.boolean().exactOptional().describe('Creates the tables when they are not there; default true'),
  optional: z.boolean().exactOptional().describe('Calls go on when it fails'),
});

const fail = z.enum(['open', 'closed']).exactOptional();

/** The sinks, and what the audit layer takes beside them. */
export const auditSchema = z.strictObject({
  files: z
    .union([z.literal(false), files])
    .prefault({})
    .describe('Files that rotate; false for none'),
  stdout: z.boolean().default(false).describe('Also as lines on standard output; on standard error with `transport: stdio`'),
  postgres: postgres.exactOptional().describe('Also in a PostgreSQL database; needs the package pg'),
  key: z
    .strictObject({ id: z.string().min(1).describe('Name of the key'), secret: secret('The key', 32) })
    .exactOptional()
    .describe('Makes the chain an HMAC: without the key nobody can write a record that fits'),
  signing: z
    .strictObject({ id: z.string().min(1).describe('Name of the key'), privateKey: secret('Ed25519 private key, PKCS #8 PEM') })
    .exactOptional()
    .describe('Signs checkpoints, by which a log that was cut short is found out'),
  checkpointEvery: z.int().min(1).exactOptional().describe('Records between two checkpoints; default 1000'),
  fail: z
    .strictObject({ read: fail.describe('Default open'), write: fail.describe('Default closed') })
    .exactOptional()
    .describe('What becomes of a call that cannot be recorded'),
  argumentsKey: secret('Keys the hash of arguments; default: made from `key`, else random', 32).exactOptional(),
  arguments: z.boolean().default(false).describe('Keeps arguments beside their hash; they may hold personal data'),
  backlog: z.int().min(1).exactOptional().describe('Records kept for a sink that fails; default 10000'),
});
