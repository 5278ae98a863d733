import { approval, type ApprovalOptions } from './approval/approval.ts';
import { audit, type Audit, type AuditOptions } from './audit/audit.ts';
import { compose, type Middleware } from '@causeway/core';
import { policy, type Policy, type PolicyOptions } from './policy/policy.ts';

/** One layer of the preset. */
export interface Layer {
  readonly name: string;
  readonly middleware: Middleware;
}

/** Options of each layer; `false` leaves it out. */
export interface GovernedOptions {
  readonly audit?: AuditOptions | false;
  readonly policy?: PolicyOptions | false;
  readonly approval?: ApprovalOptions | false;
}

export interface Governed extends Middleware {
  /** From the outermost to the innermost. */
  readonly layers: readonly Layer[];
  readonly audit?: Audit;
  readonly policy?: Policy;
  /** Resolves when calls can be taken: the audit log is open. */
  open(): Promise<void>;
  close(): Promise<void>;
}

/** The layers in the one order in which each sees what it must. */
export function governed(options: GovernedOptions = {}): Governed {
  const auditing = options.audit === false ? undefined : audit(options.audit);
  const deciding = options.policy === false ? undefined : policy(options.policy);
  const layers = present({
    audit: auditing,
    policy: deciding,
    approval: options.approval === false ? undefined : approval(options.approval),
  });
  return Object.assign(compose(...layers.map(({ middleware }) => middleware)), {
    layers,
    ...(auditing === undefined ? {} : { audit: auditing }),
    ...(deciding === undefined ? {} : { policy: deciding }),
    open: async () => auditing?.open(),
    close: async () => auditing?.close(),
  });
}

function present(layers: Readonly<Record<string, Middleware | undefined>>): readonly Layer[] {
  return Object.entries(layers).flatMap(([name, middleware]) => (middleware === undefined ? [] : [{ name, middleware }]));
}
