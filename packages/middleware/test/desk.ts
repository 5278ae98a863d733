import { createToolkit } from '@causeway/core';
import type { CallResult, Caller, Connector, ConnectorError, Middleware, ReadResult, Toolkit, ToolkitOptions } from '@causeway/core';
import { deskTools, type Rows } from './desk-tools.ts';

export const story = (): Rows => ({
  Account: {
    a1: { Name: 'Acme', Region: 'EMEA', Revenue: 100 },
    a2: { Name: 'Bolt', Region: 'APAC', Revenue: 200 },
  },
  Contact: {
    c1: { Name: 'Ann Lee', Email: 'ann@acme.example', SSN: '078-05-1120', Region: 'EMEA' },
    c2: { Name: 'Bob Ray', Email: 'bob@bolt.example', SSN: '219-09-9999', Region: 'APAC' },
  },
});

export interface Desk {
  readonly connector: Connector;
  readonly rows: Rows;
  /** What tools did, in order. */
  readonly log: string[];
  /** Thrown by the next runs, one each. */
  readonly faults: unknown[];
  /** Run whenever a tool does something. */
  readonly hooks: ((line: string) => void)[];
}

/** A connector over a few rows in memory: finds, gets, updates, creates, deletes and describes. It acknowledges row filters. */
export function createDesk(name = 'desk', rows: Rows = story()): Desk {
  const log: string[] = [];
  const faults: unknown[] = [];
  const hooks: ((line: string) => void)[] = [];
  const enter = (line: string) => {
    log.push(line);
    for (const hook of hooks) hook(line);
    if (faults.length > 0) throw faults.shift();
  };
  const tools = deskTools({ rows, enter });
  const views = [
    {
      uri: `${name}://record/{object}/{id}`,
      title: 'Record',
      tool: 'get_record',
      input: (variables: Readonly<Record<string, string>>) => variables,
      complete: {
        id: {
          tool: 'find_records',
          input: (_: string, known: Readonly<Record<string, string>>) => ({ object: known['object'], fields: ['SSN'] }),
          column: 'SSN',
        },
      },
    },
  ];
  return { connector: { spec: 1, kind: 'desk', name, version: '1.0.0', title: 'Desk', tools, views }, rows, log, faults, hooks };
}

export function kit(desk: Desk, use: readonly Middleware[], options: Partial<ToolkitOptions> = {}): Toolkit {
  return createToolkit({ connectors: [desk.connector], use, ...options });
}

export function person(overrides: Partial<NonNullable<Caller['principal']>> = {}, rest: Partial<Caller> = {}): Caller {
  return { tenant: 'acme', principal: { id: 'ann', scopes: [], roles: [], groups: [], ...overrides }, ...rest };
}

type Result = CallResult | ReadResult;

export function done(result: Result): unknown {
  if (result.kind !== 'done') throw new Error(`expected an answer, got ${JSON.stringify(result)}`);
  return result.output;
}

export function failed(result: Result): ConnectorError {
  if (result.kind !== 'failed') throw new Error(`expected a failure, got ${JSON.stringify(result)}`);
  return result.error;
}

export function asks(result: Result): Extract<CallResult, { kind: 'asks' }> {
  if (result.kind !== 'asks') throw new Error(`expected a question, got ${JSON.stringify(result)}`);
  return result;
}

/** The same call again, with one answer to every question. */
export function reply(result: Result, action: 'accept' | 'decline' | 'cancel') {
  const { state, questions } = asks(result);
  return { state, answers: Object.fromEntries(Object.keys(questions).map((key) => [key, { action }])) };
}
