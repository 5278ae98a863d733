import { abortable } from '../abortable.ts';
import type { Attempts } from './attempt.ts';
import type { Connector, Health } from '../connector.ts';
import type { ConnectorError } from '../connector-error.ts';
import type { RequestOptions } from './request.ts';

/** What one connector said of its system. */
export type CheckResult = {
  readonly connector: Connector;
  readonly latencyMs: number;
} & ({ readonly ok: true; readonly health: Health } | { readonly ok: false; readonly error: ConnectorError });

/** A system that is down says nothing about the others. */
export function checkAll(connectors: readonly Connector[], attempts: Attempts, options: RequestOptions): Promise<readonly CheckResult[]> {
  return Promise.all(connectors.map((connector) => checkOne(connector, attempts, options)));
}

async function checkOne(connector: Connector, attempts: Attempts, options: RequestOptions): Promise<CheckResult> {
  const start = performance.now();
  const result = await attempts.run(connector.name, undefined, options, async (context) => {
    const health = await abortable(Promise.resolve(connector.check?.(context) ?? {}), context.signal);
    return { kind: 'healthy' as const, health };
  });
  const latencyMs = performance.now() - start;
  if (result.kind === 'healthy') return { connector, latencyMs, ok: true, health: result.health };
  if (result.kind === 'failed') return { connector, latencyMs, ok: false, error: result.error };
  throw new TypeError(`The check of "${connector.name}" asked a question; a check must not.`);
}
