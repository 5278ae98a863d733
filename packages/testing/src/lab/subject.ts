import type { Connect } from '../environment.ts';
import type { FaultReplies } from '../replies.ts';
import type { Match } from '../match.ts';
import type { Upstream } from '../stand-in/upstream.ts';

/** What is under test, and the world it is tested in. */
export interface Subject {
  readonly connect: Connect;
  readonly upstream: Upstream;
  readonly tokens: readonly [string, string] | undefined;
  readonly signIn: readonly Match[];
  readonly reads: readonly Match[];
  readonly replies: FaultReplies;
  readonly secrets: readonly string[];
  readonly reset: () => void | Promise<void>;
}

/** One tool with one input that its system can answer. */
export interface Sample {
  readonly tool: string;
  readonly input: unknown;
}
