import type { Caller } from '@causeway/core';
import { describeError } from './log.ts';
import { present } from './present.ts';
import { presentation, stopFailed, type ServeParts } from './serve-parts.ts';
import { serveStdio } from '@causeway/core/mcp';
import { setTimeout as sleep } from 'node:timers/promises';
import { stopOnSignals, type Stoppable } from './shutdown.ts';
import type { Config } from './config/schema/config.ts';

/** Milliseconds in which an answer leaves the process once its call is done. */
const answerMs = 50;

/** Serves until the client has gone, or a signal comes. */
export async function serveOverStdio(parts: ServeParts): Promise<void> {
  const { config, toolkit, governance, log, demo, calls, rest } = parts;
  const { caller } = config.stdio;
  const serving = serveStdio(toolkit, {
    ...presentation(parts),
    ...(caller === undefined ? {} : { caller: toCaller(caller) }),
    onError: (error) => log.error(describeError(error), 'stdio'),
  });
  for (const warning of governance.warnings) log.warn(warning);
  log.info({ tools: toolkit.connectors.flatMap(({ tools }) => tools).length, demo }, 'serving over stdio');
  // Calls that are being made may finish while the client is still there to read their answers.
  const answers: Stoppable = { name: 'answers', stop: () => sleep(answerMs) };
  const transport: Stoppable = { name: 'stdio', stop: () => serving.close() };
  const stop = stopOnSignals([calls, answers, transport, calls, ...rest], stopFailed(log), 2 * config.http.drainMs + 10_000);
  await serving.closed;
  await stop();
}

function toCaller({ tenant, ...principal }: NonNullable<Config['stdio']['caller']>): Caller {
  return { principal, ...present({ tenant }) };
}
