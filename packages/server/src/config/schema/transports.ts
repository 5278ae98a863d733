import { z } from 'zod';

const names = z.array(z.string().min(1)).min(1);
const milliseconds = z.int().min(1).max(2_147_483_647);

export const httpSchema = z.strictObject({
  host: z.string().min(1).default('127.0.0.1').describe('Address to listen on; any but a loopback address needs `auth`'),
  port: z.int().min(0).max(65_535).default(3_000).describe('Port to listen on; 0 takes a free one'),
  path: z.string().startsWith('/').default('/mcp').describe('Where the protocol is served'),
  allowedHosts: names
    .exactOptional()
    .describe('Host names under which this server may be addressed, without port; default: the names of this machine'),
  allowedOrigins: names.exactOptional().describe('Host names of web pages that may call; default: `allowedHosts`'),
  sessions: z
    .boolean()
    .default(true)
    .describe(
      'Sessions for clients of revisions before 2026-07-28, so that a person can be asked there; false when several processes share the load',
    ),
  maxSessions: z.int().min(1).exactOptional().describe('Most sessions at a time; default 1000'),
  maxSessionsPerCaller: z.int().min(1).exactOptional().describe('Most sessions of one caller at a time; default 50'),
  sessionIdleMs: milliseconds.exactOptional().describe('Milliseconds after which an unused session ends; default 1800000'),
  drainMs: milliseconds.default(10_000).describe('Milliseconds that calls get to finish when the server stops'),
});

const texts = z.array(z.string().min(1)).default([]);

export const stdioSchema = z.strictObject({
  caller: z
    .strictObject({
      id: z.string().min(1).describe('Who it is, as rules and the audit name them'),
      name: z.string().min(1).exactOptional().describe('Name, for people'),
      tenant: z.string().min(1).exactOptional().describe('Tenant'),
      roles: texts.describe('Roles'),
      groups: texts.describe('Groups'),
      scopes: texts.describe('Scopes'),
    })
    .exactOptional()
    .describe('Who starts this program, because nobody signs in here; default: anonymous'),
});
