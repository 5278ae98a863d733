import { createPrivateKey } from 'node:crypto';
import { fileSink, stdoutSink, type AuditOptions, type AuditSink, type SigningKey } from '@causeway/middleware';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { importOptional, UsageError } from '../errors.ts';
import type { Config } from '../config/schema/config.ts';
import { freeChain } from './audit-chain.ts';
import type { Log } from '../log.ts';

type AuditConfig = Config['audit'];

/** What a call of the demo leaves is no record of anything. */
export function auditDirectory({ files }: AuditConfig, demo: boolean): string | undefined {
  if (files === false) return undefined;
  return files.directory ?? join(homedir(), '.causeway', demo ? 'demo-audit' : 'audit');
}

/** False when every sink is off. */
export async function auditOptions({ audit, transport }: Config, log: Log, demo: boolean): Promise<AuditOptions | false> {
  const { key, signing, fail, argumentsKey, arguments: keepArguments, checkpointEvery, backlog } = audit;
  const sinks = await sinksOf(audit, transport, demo);
  if (sinks.length === 0) return false;
  return {
    sinks,
    ...(key === undefined ? {} : { key }),
    ...(signing === undefined ? {} : { signing: signingKey(signing) }),
    ...(fail === undefined ? {} : { fail }),
    ...(argumentsKey === undefined ? {} : { argumentsKey }),
    ...(keepArguments ? { content: (call) => call.arguments } : {}),
    ...(checkpointEvery === undefined ? {} : { checkpointEvery }),
    ...(backlog === undefined ? {} : { backlog }),
    onFailure: (error, { name }) => log.error({ sink: name, reason: reasonOf(error) }, 'audit record not written'),
  };
}

async function sinksOf(audit: AuditConfig, transport: Config['transport'], demo: boolean): Promise<readonly AuditSink[]> {
  const { files, stdout, postgres } = audit;
  const directory = auditDirectory(audit, demo);
  const sinks: AuditSink[] = [];
  if (files !== false && directory !== undefined) sinks.push(fileSink({ chain: freeChain(directory), ...files, directory }));
  if (stdout) sinks.push(stdoutSink(transport === 'stdio' ? { stream: process.stderr } : {}));
  if (postgres !== undefined) {
    const { postgresSink } = await importOptional(() => import('@causeway/middleware/postgres'), 'audit.postgres', 'pg');
    sinks.push(postgresSink({ ...postgres, url: postgres.url.reveal() }));
  }
  return sinks;
}

function signingKey({ id, privateKey }: NonNullable<AuditConfig['signing']>): SigningKey {
  try {
    // Environment files hold a key on one line.
    return { id, privateKey: createPrivateKey(privateKey.reveal().replaceAll(String.raw`\n`, '\n')) };
  } catch {
    throw new UsageError('audit.signing.privateKey is no private key in PEM.');
  }
}

/** What the system said of a file or a connection: no contents. */
function reasonOf(error: unknown): string {
  const { code, name } = error as NodeJS.ErrnoException;
  return code ?? name;
}
