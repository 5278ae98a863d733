import type { Story } from '../story/story.ts';
import type { Clock } from './clock.ts';
import type { Exchange, Reply, Route } from './exchange.ts';
import type { Random } from './random.ts';

/** What a vendor's module gives the wire: its routes, and how it says no. */
export interface Service {
  readonly name: 'salesforce' | 'hubspot';
  readonly routes: readonly Route[];
  /** Nothing is served at this path, or the path is a trick. */
  notFound(exchange: Exchange): Reply;
  /** The body is larger than the wire takes; `exchange.body` is empty. */
  tooLarge(exchange: Exchange): Reply;
  /** A handler threw. The vendor's own words for that, never a stack trace. */
  failed(exchange: Exchange, error: unknown): Reply;
  /** The path is served, but not with this method. Default: `notFound`. */
  methodNotAllowed?(exchange: Exchange): Reply;
  /** Adds what every answer carries: limits, a correlation id. Also called for injected replies. */
  finish?(exchange: Exchange, reply: Reply): Reply;
  /** Errors the vendor is known to send, for `{ kind: 'preset', name: '<service>.<key>' }`: `session-expired`, `ten-secondly`. */
  readonly presets?: Readonly<Record<string, (exchange: Exchange) => Reply>>;
  /** All mutable state, in a form that later writes leave alone. Together with `restore` it takes < 50 ms. */
  snapshot(): unknown;
  restore(state: unknown): void;
}

/** What the sandbox gives a vendor's module. */
export interface ServiceContext {
  readonly clock: Clock;
  readonly random: Random;
  readonly story: Story;
  /** How many times larger than the demo the data is; the story is already that large. */
  readonly scale: number;
  /** Origin of this service, without a trailing slash. Known once it listens. */
  baseUrl(): string;
}
