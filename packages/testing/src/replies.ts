import type { Reply } from './stand-in/fault.ts';

/** How a system says each thing that can be wrong. Several replies for one thing are tried one after the other. */
export interface FaultReplies {
  /** The credential is missing, expired or wrong. */
  readonly unauthenticated: readonly Reply[];
  /** A request of `signIn` is refused: unknown client, wrong secret, withdrawn consent. */
  readonly signInRefused: readonly Reply[];
  readonly permissionDenied: readonly Reply[];
  readonly notFound: readonly Reply[];
  readonly conflict: readonly Reply[];
  /** With a `retry-after` header where the system sends one. */
  readonly rateLimited: readonly Reply[];
  readonly serverError: readonly Reply[];
}

export type FaultReplyOptions = { readonly [K in keyof FaultReplies]?: Reply | readonly Reply[] };

const say = (status: number, message: string, headers: Readonly<Record<string, string>> = {}): Reply => ({
  status,
  headers,
  body: { message },
});

/** Plain HTTP. */
const plainReplies: FaultReplies = {
  unauthenticated: [say(401, 'Please sign in first.', { 'www-authenticate': 'Bearer' })],
  signInRefused: [400, 401].map((status) => ({ status, body: { error: 'invalid_client', error_description: 'The client is not known.' } })),
  permissionDenied: [say(403, 'This is not for you.')],
  notFound: [say(404, 'There is no such thing.')],
  conflict: [say(409, 'Somebody else was faster.')],
  rateLimited: [say(429, 'Too many requests at once.', { 'retry-after': '7' })],
  serverError: [500, 502, 503, 504].map((status) => say(status, 'We are having a bad day.')),
};

export function toReplies(options: FaultReplyOptions): FaultReplies {
  const own = Object.entries(options).map(([name, replies]) => [name, Array.isArray(replies) ? replies : [replies]]);
  return { ...plainReplies, ...(Object.fromEntries(own) as Partial<FaultReplies>) };
}
