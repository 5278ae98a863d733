import {
  callerKey,
  createToolkit,
  tool,
  traceContext,
  type Caller,
  type Connector,
  type Middleware,
  type Tool,
  type Toolkit,
} from '@causeway/core';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

export interface Probe {
  readonly toolkit: Toolkit;
  /** What the calls saw. */
  readonly seen: { readonly caller: Caller; readonly trace: unknown }[];
  /** `started`, and `aborted` or `over`, of calls that wait. */
  readonly events: string[];
}

export interface ProbeOptions {
  readonly use?: readonly Middleware[];
  readonly name?: string;
}

/** Tools that tell what reaches them. */
export function probe({ use = [], name = 'demo' }: ProbeOptions = {}): Probe {
  const seen: { caller: Caller; trace: unknown }[] = [];
  const events: string[] = [];
  const input = z.strictObject({ ms: z.number().default(0).describe('How long') });
  const output = z.looseObject({ done: z.boolean() });
  const base = { effect: 'read', requests: 0, input, output, access: () => [] } as const;
  const look = tool({
    ...base,
    name: 'get_context',
    title: 'Look',
    description: 'Tells nothing, sees everything.',
    run: (_, call) => {
      seen.push({ caller: call.get(callerKey), trace: call.get(traceContext) });
      return Promise.resolve({ done: true });
    },
  });
  const wait = tool({
    ...base,
    name: 'get_patience',
    title: 'Wait',
    description: 'Waits, with progress.',
    run: async ({ ms }, call) => {
      events.push('started');
      try {
        call.progress(1, 3, 'one');
        call.progress(1, 3, 'one again');
        call.progress(2, 3);
        await sleep(ms, undefined, { signal: call.signal });
        events.push('over');
      } catch (error) {
        events.push('aborted');
        throw error;
      } finally {
        setTimeout(() => call.progress(3, 3, 'too late'), 5);
      }
      return { done: true };
    },
  });
  const connector: Connector = {
    spec: 1,
    kind: 'demo',
    name,
    version: '1.0.0',
    title: 'Demo',
    instructions: `This is ${name}.`,
    tools: [look, wait] as readonly Tool[],
    views: [
      { uri: `${name}://context`, title: 'Context', tool: 'get_context', input: () => ({}) },
      { uri: `${name}://patience/{ms}`, title: 'Patience', tool: 'get_patience', input: ({ ms }) => ({ ms: Number(ms) }) },
    ],
  };
  return { toolkit: createToolkit({ connectors: [connector], use }), seen, events };
}

/** Shows a caller only the tools whose name holds the caller's id. */
export const byName: Middleware = Object.assign<Middleware, object>((call, next) => next(call), {
  filter: {
    key: (context: { get(key: typeof callerKey): Caller }) => context.get(callerKey).principal?.id ?? '',
    allows: ({ name }: { readonly name: string }, context: { get(key: typeof callerKey): Caller }) =>
      name.includes(context.get(callerKey).principal?.id ?? ''),
  },
});

/** Waits until something holds. */
export async function until(holds: () => boolean, ms = 3_000): Promise<void> {
  const end = Date.now() + ms;
  while (!holds()) {
    if (Date.now() > end) throw new Error('It never came to that.');
    await sleep(5);
  }
}
