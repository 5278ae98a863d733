import { createToolkit, tool, type CallContext } from '@causeway/core';
import { z } from 'zod';

/** A context as a connector gets it, outside of any call. */
export function callContext(signal: AbortSignal = new AbortController().signal): CallContext {
  let context: CallContext | undefined;
  const probe = tool({
    name: 'read_nothing',
    title: '',
    description: '',
    effect: 'read',
    requests: 0,
    input: z.strictObject({}),
    output: z.looseObject({}),
    access: () => [],
    run: () => Promise.resolve({}),
  });
  const connector = { spec: 1, kind: 'probe', name: 'probe', version: '0', title: '', tools: [probe] } as const;
  createToolkit({ connectors: [connector] }).list({ signal, prepare: (it) => (context = it) });
  return context as unknown as CallContext;
}
