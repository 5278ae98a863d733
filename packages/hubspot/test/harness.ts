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
import { startSandbox, type LoggedRequest, type Sandbox, type SandboxOptions } from '@causeway/sandbox';
import { hubspot, type HubSpotOptions } from '@causeway/hubspot';
import { afterAll, beforeAll } from 'vitest';
import { allScopes } from './samples.ts';

/** A sandbox for one test file, started before its first test. */
export function useSandbox(options?: SandboxOptions): () => Sandbox {
  let sandbox: Sandbox | undefined;
  beforeAll(async () => {
    sandbox = await startSandbox(options);
  }, 60_000);
  afterAll(() => sandbox?.close());
  return () => sandbox as Sandbox;
}

export function connect(sandbox: Sandbox, options: Partial<HubSpotOptions> & { readonly token?: string } = {}): Connector {
  const { token = allScopes, ...rest } = options;
  return hubspot({ baseUrl: sandbox.hubspot.url, auth: { accessToken: new Secret(token) }, ...rest });
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

/** Requests of some work, as `POST /crm/…`, without their queries. */
export async function requestsOf(sandbox: Sandbox, work: () => Promise<unknown>): Promise<readonly string[]> {
  sandbox.clearRequests();
  await work();
  return sandbox.requests.map(lineOf);
}

export function lineOf({ method, url }: Pick<LoggedRequest, 'method' | 'url'>): string {
  return `${method} ${url.split('?')[0] ?? ''}`;
}

/** All pages of a list. */
export async function allPages(bench: Bench, tool: string, input: object): Promise<readonly RecordSet[]> {
  const pages: RecordSet[] = [];
  let cursor: string | undefined;
  do {
    const page: RecordSet = await bench.call(tool, { ...input, ...(cursor === undefined ? {} : { cursor }) });
    pages.push(page);
    ({ cursor } = page);
  } while (cursor !== undefined && pages.length < 1_000);
  return pages;
}

/** The values of one column over pages. */
export function columnOf(pages: readonly RecordSet[], name: string): readonly unknown[] {
  return pages.flatMap(({ columns, rows }) => rows.map((row) => row[columns.indexOf(name)]));
}

export type { RecordOf, RecordSet };
