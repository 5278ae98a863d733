import { describe, expect, it } from 'vitest';
import { execFile } from 'node:child_process';
import * as middleware from '@causeway/middleware';
import * as postgres from '@causeway/middleware/postgres';
import * as redis from '@causeway/middleware/redis';

describe('the package', () => {
  it('exports these values and no others', () => {
    expect(Object.keys(middleware).sort()).toEqual([
      'approval',
      'approvalKey',
      'audit',
      'breaker',
      'cache',
      'compareLock',
      'compareSurfaces',
      'createCacheMemory',
      'createLock',
      'createQuery',
      'createRateLimitMemory',
      'createReplayMemory',
      'detectors',
      'fileSink',
      'governed',
      'guard',
      'isRefusal',
      'journalKey',
      'loadPolicy',
      'parsePolicy',
      'policy',
      'policySchema',
      'rateLimit',
      'readCheckpoints',
      'readLines',
      'readLock',
      'redact',
      'redactRuleSchema',
      'redactedArguments',
      'requireLock',
      'retry',
      'stdoutSink',
      'telemetry',
      'timeout',
      'toOcsf',
      'verifyLines',
      'writeLock',
    ]);
    expect(Object.keys(postgres).sort()).toEqual(['postgresSink', 'readPostgres']);
    expect(Object.keys(redis).sort()).toEqual(['redisStores']);
  });

  it('loads heavy libraries only when they are used', async () => {
    const script = `
      import { registerHooks } from 'node:module';
      const loaded = new Set();
      registerHooks({ resolve: (specifier, context, next) => (/^[@a-z]/.test(specifier) && !specifier.startsWith('node:') && loaded.add(specifier), next(specifier, context)) });
      const { governed } = await import('@causeway/middleware');
      governed();
      console.log([...loaded].sort().join(' '));`;
    const output = await new Promise<string>((resolve, reject) => {
      execFile(
        process.execPath,
        ['--conditions=@causeway/source', '--input-type=module', '-e', script],
        { cwd: import.meta.dirname },
        (error, stdout) => (error === null ? resolve(stdout) : reject(error)),
      );
    });
    const packages = output
      .trim()
      .split(' ')
      .filter((name) => !/^(zod|fs|path|crypto)/.test(name));
    expect(packages).toEqual(['@causeway/core', '@causeway/middleware', 'canonicalize', 'lru-cache']);
  });
});
