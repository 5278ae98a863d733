import { Client } from '@hubspot/api-client';
import { afterAll, beforeEach } from 'vitest';
import { demo, startSandbox, type HubSpotOptions, type Sandbox } from '../../src/index.ts';

/** A running portal and the vendor's own client for it. */
export interface TestPortal {
  readonly sandbox: Sandbox;
  readonly url: string;
  readonly client: Client;
  /** Another client with another token. */
  readonly as: (accessToken: string) => Client;
  /** A plain request with the demo token; `body` is sent as JSON unless it is text. */
  readonly send: (method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>) => Promise<Answer>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body when it is JSON, else an empty object. */
  readonly body: Body;
}

export interface Body {
  readonly status?: string;
  readonly message?: string;
  readonly category?: string;
  readonly correlationId?: string;
  readonly context?: Readonly<Record<string, readonly string[]>>;
  readonly errors?: readonly {
    readonly message?: string;
    readonly code?: string;
    readonly context?: unknown;
    readonly category?: string;
  }[];
  readonly results?: readonly Readonly<Record<string, unknown>>[];
  readonly [name: string]: unknown;
}

/** One portal for a test file; every test finds it as it was at the start. Time stands still. */
export async function testPortal(hubspot: HubSpotOptions = {}, scale = 1): Promise<TestPortal> {
  const sandbox = await startSandbox({ frozen: true, hubspot, scale });
  const { url } = sandbox.hubspot;
  beforeEach(() => sandbox.reset());
  afterAll(() => sandbox.close());
  const as = (accessToken: string): Client => new Client({ accessToken, basePath: url });
  return { sandbox, url, as, client: as(demo.hubspot.accessToken), send: (...request) => send(url, ...request) };
}

async function send(
  url: string,
  method: string,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const answer = await fetch(`${url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${demo.hubspot.accessToken}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    redirect: 'manual',
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, text, body: text.startsWith('{') ? (JSON.parse(text) as Body) : {} };
}

/** What a client call was refused with. */
export async function refusal(
  call: Promise<unknown>,
): Promise<{ readonly code: number; readonly body: Body; readonly headers: Readonly<Record<string, string>> }> {
  try {
    await call;
  } catch (error) {
    return error as { code: number; body: Body; headers: Record<string, string> };
  }
  throw new Error('the call was not refused');
}

/** The first of some items; a test that expects one fails without it. */
export function first<T>(items: readonly T[] | undefined): T {
  const [item] = items ?? [];
  if (item === undefined) throw new Error('expected at least one item');
  return item;
}
