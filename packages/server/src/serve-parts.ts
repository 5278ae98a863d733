import type { AppDefinition } from './app.ts';
import type { Config } from './config/schema/config.ts';
import { describeError, type Log } from './log.ts';
import type { Governance } from './governance/governance.ts';
import { present } from './present.ts';
import type { ScopeMiddleware } from '@causeway/auth';
import type { Stoppable } from './shutdown.ts';
import type { Toolkit } from '@causeway/core';

/** What either transport serves. */
export interface ServeParts {
  readonly app: AppDefinition;
  readonly config: Config;
  readonly toolkit: Toolkit;
  readonly governance: Governance;
  readonly scopes: ScopeMiddleware | undefined;
  readonly log: Log;
  readonly demo: boolean;
  /** Waits for the calls that are being made: their records must be written before the log is closed. */
  readonly calls: Stoppable;
  /** What ends after them: connectors, audit, sandbox. */
  readonly rest: readonly Stoppable[];
}

/** How the server introduces itself. */
export function presentation({ app: { command, title, version }, config, demo }: ServeParts) {
  const { instructions, listTtlMs } = config;
  const invented = demo ? ['Every customer here is invented: this is demo data.'] : [];
  const sentences = [...invented, ...(instructions === undefined ? [] : [instructions])];
  return {
    name: command,
    title,
    version,
    ...(sentences.length === 0 ? {} : { instructions: sentences.join('\n\n') }),
    ...present({ listTtlMs }),
  };
}

/** Says in the log which part did not end well. */
export const stopFailed = (log: Log) => (part: string, error: unknown) => log.error({ part, ...describeError(error) }, 'stop');
