import {
  createToolkit,
  Secret,
  type CallResult,
  type Connector,
  type ErrorReport,
  type Middleware,
  type RecordOf,
  type RecordSet,
  type Toolkit,
} from '@causeway/core';
import { demo, startSandbox, type Sandbox, type SandboxOptions } from '@causeway/sandbox';
import { salesforce, type SalesforceAuth, type SalesforceOptions } from '@causeway/salesforce';
import { afterAll, beforeAll } from 'vitest';

export const admin: string = demo.salesforce.admin.username;
export const limited: string = demo.salesforce.limited.username;

/** A sandbox for one test file, started before its first test. */
export function useSandbox(options?: SandboxOptions): () => Sandbox {
  let sandbox: Sandbox | undefined;
  beforeAll(async () => {
    sandbox = await startSandbox(options);
  });
  afterAll(() => sandbox?.close());
  return () => sandbox as Sandbox;
}

/** An access token of a user, as a way to sign in. */
export function tokenOf(sandbox: Sandbox, username = admin): SalesforceAuth {
  return { accessToken: new Secret(sandbox.salesforce.token(username)), instanceUrl: sandbox.salesforce.url };
}

export function connect(sandbox: Sandbox, options: Partial<SalesforceOptions> = {}): Connector {
  return salesforce({ loginUrl: sandbox.salesforce.url, auth: tokenOf(sandbox), ...options });
}

/** A toolkit of one connector, whose calls yield outputs or throw their errors. */
export interface Bench {
  readonly toolkit: Toolkit;
  /** The output of a tool. Throws the error of a failed call. */
  call<T = RecordSet>(tool: string, input?: unknown): Promise<T>;
  /** The error of a call that must fail. */
  fail(tool: string, input?: unknown): Promise<ErrorReport>;
}

export function benchOf(connector: Connector, use: readonly Middleware[] = []): Bench {
  const toolkit = createToolkit({ connectors: [connector], use });
  const run = (tool: string, input: unknown): Promise<CallResult> => toolkit.call({ name: `${connector.name}_${tool}`, arguments: input });
  return {
    toolkit,
    async call<T>(tool: string, input: unknown = {}) {
      const result = await run(tool, input);
      if (result.kind === 'done') return result.output as T;
      throw result.kind === 'failed' ? result.error : new Error('It asked a question.');
    },
    async fail(tool, input = {}) {
      const result = await run(tool, input);
      if (result.kind === 'failed') return result.error.toJSON();
      throw new Error(`It did not fail: ${JSON.stringify(result).slice(0, 300)}`);
    },
  };
}

/** The id of the record with a name. */
export async function idOf(bench: Bench, object: string, field: string, value: string): Promise<string> {
  const { rows } = await bench.call('find_records', { object, fields: ['Id'], filters: [{ field, operator: '=', value }], limit: 1 });
  const [row] = rows;
  if (row === undefined) throw new Error(`There is no ${object} with ${field} "${value}".`);
  return String(row[0]);
}

export type { RecordOf, RecordSet };
