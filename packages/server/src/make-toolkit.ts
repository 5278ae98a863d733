import { createSealer, createToolkit, type Middleware, type Toolkit } from '@causeway/core';
import { callLog } from './call-log.ts';
import type { Config } from './config/schema/config.ts';
import { demoNote } from './demo-note.ts';
import type { Log } from './log.ts';
import type { Systems } from './app.ts';
import { UsageError } from './errors.ts';

export interface ToolkitParts {
  readonly config: Config;
  readonly systems: Systems;
  readonly governance?: Middleware;
  readonly log?: Log;
  /** What callers may use by their scopes. */
  readonly scopes?: Middleware | undefined;
}

/** Throws a UsageError for systems that do not go together, such as two of one name. */
export function makeToolkit({ config, systems, governance, log, scopes }: ToolkitParts): Toolkit {
  const { sealKeys, deadlineMs, maxNameLength } = config;
  const use = [log && callLog(log), systems.demo ? demoNote : undefined, scopes, governance];
  try {
    return createToolkit({
      connectors: systems.connectors,
      use: use.filter((one) => one !== undefined),
      deadlineMs,
      ...(maxNameLength === undefined ? {} : { maxNameLength }),
      ...(sealKeys === undefined ? {} : { sealer: createSealer({ keys: sealKeys }) }),
    });
  } catch (error) {
    throw error instanceof TypeError ? new UsageError(error.message) : error;
  }
}
