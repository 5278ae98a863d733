import { setTimeout as delay } from 'node:timers/promises';
import { ConnectorError, parse, type Access, type CallContext, type Change, type Tool, type TrailLog } from '@causeway/core';
import type { Recorded } from '../stand-in/recorded.ts';

/** How a run ended. */
export type Outcome =
  | { readonly kind: 'answer'; readonly output: unknown }
  /** `thrown` is what the connector threw, `error` what a toolkit makes of it. */
  | { readonly kind: 'error'; readonly error: ConnectorError; readonly thrown: unknown }
  /** It did not end while the kit waited. */
  | { readonly kind: 'stuck' };

/** One call of a tool with nothing around it: no governance, no deadline, no normalised result. */
export interface Attempt {
  readonly outcome: Outcome;
  /** Empty when the call failed before. */
  readonly access: readonly Access[];
  readonly trail: TrailLog;
  /** What reached the system, sign-in requests left out. */
  readonly requests: readonly Recorded[];
}

const patienceMs = 10_000;

export function runTool(tool: Tool, input: unknown, context: CallContext): Promise<Pick<Attempt, 'outcome' | 'access'>> {
  let access: readonly Access[] = [];
  return ending(async () => {
    const value = await parsed(tool, input);
    access = await tool.access(value, context);
    return tool.run(value, context);
  }).then((outcome) => ({ outcome, access }));
}

export async function runPreview(tool: Tool, input: unknown, context: CallContext): Promise<Outcome & { output?: readonly Change[] }> {
  return ending(async () => tool.preview?.(await parsed(tool, input), context)) as Promise<Outcome & { output?: readonly Change[] }>;
}

async function parsed(tool: Tool, input: unknown): Promise<unknown> {
  const result = await parse(tool.input, input);
  if (result.issues === undefined) return result.value;
  const reasons = result.issues.map(({ path, message }) => `${path}: ${message}`).join('; ');
  throw new ConnectorError('invalid_input', `The sample does not fit the input of "${tool.name}": ${reasons}`);
}

async function ending(work: () => Promise<unknown>): Promise<Outcome> {
  const patience = new AbortController();
  const ended = work().then(
    (output): Outcome => ({ kind: 'answer', output }),
    (thrown: unknown): Outcome => ({ kind: 'error', thrown, error: ConnectorError.from(thrown) }),
  );
  const stuck = delay(patienceMs, { kind: 'stuck' } as const, { signal: patience.signal });
  stuck.catch(() => {});
  try {
    return await Promise.race([ended, stuck]);
  } finally {
    patience.abort();
  }
}
