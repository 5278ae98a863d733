import type { Recorded } from './recorded.ts';

/** An answer as it goes over the wire. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A string is sent as it is; anything else as JSON, with that content type. */
  readonly body?: unknown;
}

/** A way for one request to go wrong. */
export type Fault =
  /** Answers this; the system never sees the request. */
  | { readonly kind: 'reply'; readonly reply: Reply }
  /** Closes the connection before any header; the system never sees the request. */
  | { readonly kind: 'drop' }
  /** The system serves the request; the connection is closed instead of answering. */
  | { readonly kind: 'lose' }
  /** Sends the system's headers and the first half of its body, then closes the connection. An answer without body passes. */
  | { readonly kind: 'truncate' }
  /** Withholds the answer; the system never sees the request. */
  | { readonly kind: 'withhold' }
  /** Changes the JSON of the system's answer on its way. */
  | { readonly kind: 'alter'; readonly alter: (json: unknown) => unknown };

/** Decides the fate of a request. `index` counts from 0, sign-in requests left out (theirs is -1). */
export type Strike = (request: Recorded, index: number) => Fault | undefined;

const unreadable = (type: string, body: string): Fault => ({
  kind: 'reply',
  reply: { status: 200, headers: { 'content-type': type }, body },
});

/** The page of a proxy that wants somebody to sign in. */
export const htmlPage = unreadable(
  'text/html',
  '<!doctype html><html><head><title>Sign in</title></head><body>Please sign in to the network.</body></html>',
);

export const invalidJson = unreadable('application/json', '{"id": "1", "items": [{"id"');
