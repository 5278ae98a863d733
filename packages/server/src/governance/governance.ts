import { compareLock, governed, loadPolicy, readLock, type Governed, type GovernedOptions, type PolicyOptions } from '@causeway/middleware';
import type { Connector } from '@causeway/core';
import { auditDirectory, auditOptions } from './audit-options.ts';
import type { Config } from '../config/schema/config.ts';
import { createStores, type Stores } from './stores.ts';
import type { Log } from '../log.ts';
import { StartError, UsageError } from '../errors.ts';

/** The preset as the configuration wants it, and what a person should know of it. */
export interface Governance {
  readonly governed: Governed;
  readonly warnings: readonly string[];
  /** Where the audit log is, if it is in files. */
  readonly auditDirectory: string | undefined;
  /** Throws a StartError when the audit log cannot be written. */
  open(): Promise<void>;
  /** Stores what waits to be recorded. */
  close(): Promise<void>;
}

export async function createGovernance(config: Config, connectors: readonly Connector[], demo: boolean, log: Log): Promise<Governance> {
  const stores = await createStores(config, log);
  const lock = config.surfaceLock === undefined ? undefined : await readSurface(config.surfaceLock);
  const options = await governedOptions(config, stores, await auditOptions(config, log, demo));
  const preset = createPreset(lock === undefined ? options : { ...options, guard: { lock } });
  const drift = lock === undefined ? [] : compareLock(lock, connectors);
  const warnings = [
    ...(options.audit === false ? ['calls are not recorded: every audit sink is off.'] : []),
    ...(drift.length === 0
      ? []
      : [`${new Set(drift.map(({ tool }) => tool)).size} tools differ from ${config.surfaceLock}, so they are hidden.`]),
  ];
  return {
    governed: preset,
    warnings,
    auditDirectory: auditDirectory(config.audit, demo),
    open: () => preset.open().catch((error: unknown) => Promise.reject(auditFailed(error))),
    async close() {
      await preset.close();
      await stores.close();
    },
  };
}

/** Every layer that the file leaves out has the default of the preset. */
export async function governedOptions(config: Config, stores: Stores, audit: GovernedOptions['audit'] & {}): Promise<GovernedOptions> {
  const { approval, redact, rateLimit, cache, breaker, retry, timeout, telemetry } = config;
  return {
    audit,
    policy: await policyOf(config),
    approval: approval === false ? false : { ...approval, ...(stores.replay === undefined ? {} : { store: stores.replay }) },
    rateLimit: rateLimit === false ? false : { ...rateLimit, ...(stores.rateLimit === undefined ? {} : { store: stores.rateLimit }) },
    cache: cache === undefined ? false : { ...cache, store: stores.cache },
    ...(redact === undefined ? {} : { redact }),
    ...(breaker === undefined ? {} : { breaker }),
    ...(retry === undefined ? {} : { retry }),
    ...(timeout === undefined ? {} : { timeout }),
    ...(telemetry === undefined ? {} : { telemetry }),
  };
}

/** Without rules: reads are allowed; changes too, where writes are on at all, and then a person is asked for each. */
async function policyOf({ policy, policyFile, writes, approval }: Config): Promise<PolicyOptions> {
  if (policyFile !== undefined) return loadPolicy(policyFile).catch((error: unknown) => Promise.reject(toUsage(error)));
  if (policy !== undefined) return policy;
  const change = !writes ? 'deny' : approval === false ? 'allow' : 'needs-approval';
  return { defaults: { read: 'allow', create: change, update: change, delete: change } };
}

async function readSurface(path: string) {
  return readLock(path).catch((error: unknown) => Promise.reject(toUsage(error, `The surface lock ${path} cannot be read: `)));
}

function createPreset(options: GovernedOptions): Governed {
  try {
    return governed(options);
  } catch (error) {
    throw error instanceof TypeError ? new UsageError(error.message) : error;
  }
}

function auditFailed(error: unknown): Error {
  const { code, message } = error as NodeJS.ErrnoException;
  return new StartError(`The audit log cannot be written${code === undefined ? '' : ` (${code})`}: ${message}`);
}

function toUsage(error: unknown, before = ''): UsageError {
  return new UsageError(`${before}${(error as Error).message}`);
}
