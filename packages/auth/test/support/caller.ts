import { randomUUID } from 'node:crypto';
import { createToolkit, tool, type Caller, type CallContext, type Connector } from '@causeway/core';
import { z } from 'zod';

export function callerOf(id: string, tenant?: string, scopes: readonly string[] = [], issuer = 'https://idp.example'): Caller {
  return { principal: { id, issuer, scopes, roles: [], groups: [] }, ...(tenant === undefined ? {} : { tenant }) };
}

const works = new Map<string, (call: CallContext) => Promise<unknown>>();
const results = new Map<string, unknown>();

const connector: Connector = {
  spec: 1,
  kind: 'probe',
  name: 'probe',
  version: '1.0.0',
  title: 'Probe',
  tools: [
    tool({
      name: 'get_value',
      title: 'Value',
      description: 'Gives a value.',
      effect: 'read',
      requests: 0,
      input: z.strictObject({ id: z.string() }),
      output: z.looseObject({}),
      access: () => [],
      run: async ({ id }, call) => {
        results.set(id, await works.get(id)?.(call));
        return {};
      },
    }),
  ],
};
const toolkit = createToolkit({ connectors: [connector] });

/** Runs work as the call of a tool, and gives what it resolves to. Throws what it throws. */
export async function asCall<T>(caller: Caller, work: (call: CallContext) => Promise<T>): Promise<T> {
  const id = randomUUID();
  works.set(id, work);
  const result = await toolkit.call({ name: 'probe_get_value', arguments: { id }, caller });
  works.delete(id);
  if (result.kind === 'failed') throw result.error;
  const value = results.get(id) as T;
  results.delete(id);
  return value;
}
