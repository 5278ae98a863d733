import { Secret } from '@causeway/core';
import { fileSink, governed, stdoutSink, type Governed, type PolicyDocument } from '@causeway/middleware';
import type { Config } from './config/schema.ts';
import type { Log } from './log.ts';

/** Reads are allowed; changes too, where writes are on at all, and then approval asks for each. */
function defaultPolicy(writes: boolean): PolicyDocument {
  const change = writes ? 'needs-approval' : 'deny';
  return { defaults: { read: 'allow', create: change, update: change, delete: change } };
}

/** The preset, as the configuration wants it. */
export function createGovernance({ policy, approval, audit, writes }: Config, log: Log): Governed {
  const { directory, chain, fsync, maxBytes, stdout, key, failReads } = audit;
  return governed({
    policy: policy ?? defaultPolicy(writes),
    approval: {
      effects: approval.effects,
      ttlMs: approval.ttlSeconds * 1_000,
      ...(approval.fallback === undefined ? {} : { fallback: approval.fallback }),
    },
    audit: {
      sinks: [fileSink({ directory, chain, fsync, maxBytes }), ...(stdout ? [stdoutSink()] : [])],
      fail: { read: failReads },
      ...(key === undefined ? {} : { key: { id: key.id, secret: new Secret(key.secret) } }),
      onFailure: (error, sink) =>
        log.error({ sink: sink.name, reason: error instanceof Error ? error.message : 'unknown' }, 'audit record not written'),
    },
  });
}
