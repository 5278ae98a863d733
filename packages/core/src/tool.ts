import type { CallContext } from './context.ts';
import type { Content } from './content.ts';
import type { In, Out, Schema } from './schema.ts';

/** What a tool does to the system. Hints, policy, retry safety, approval and cache invalidation follow from it. */
export type Effect = 'read' | 'create' | 'update' | 'delete';

/** One thing that a call would touch. Policy, approval, audit and cache judge a call by these alone. */
export interface Access {
  /** The object type: `Account`, `contacts`. `*` when the call ranges over all objects. */
  readonly object: string;
  readonly effect: Effect;
  /** The records, where the input names them. */
  readonly ids?: readonly string[];
  /** Fields read or written; `*` means all. Related fields belong to an access of the related object. */
  readonly fields: readonly string[] | '*';
  /** Fields that decide which records answer: a filter is a read. Sorting and grouping count. */
  readonly filters?: readonly string[];
}

/** One field that a write would change, for the person who approves it. */
export interface Change {
  readonly object: string;
  /** Absent for a record that does not exist yet. */
  readonly id?: string;
  readonly field: string;
  readonly before?: unknown;
  readonly after: unknown;
}

/** One thing that an assistant can do with a system. */
export interface Tool<I extends Schema = Schema, O extends Schema = Schema> {
  /** `verb_noun`, without the connector's prefix: `find_records`. */
  readonly name: string;
  readonly title: string;
  /** For the model that chooses: what it does, when to use another. */
  readonly description: string;
  readonly effect: Effect;
  /** May be repeated without harm: an upsert by external id. Reads are, by their effect. */
  readonly idempotent?: boolean;
  /** The most upstream requests that one run may send, cold metadata included, sign-in excluded. */
  readonly requests: number;
  /** `z.strictObject`, every member described. */
  readonly input: I;
  /** A loose object. Business values stand only in cells of a RecordSet or a RecordOf. */
  readonly output: O;
  /** Everything that a call with this input would touch. Throws when the input cannot be judged: the call is then refused. */
  access(input: Out<I>, call: CallContext): readonly Access[] | Promise<readonly Access[]>;
  /** What a write would change, names resolved. Sends reads alone. Required unless `effect` is `read`. */
  preview?(input: Out<I>, call: CallContext): Promise<readonly Change[]>;
  run(input: Out<I>, call: CallContext): Promise<In<O>>;
  /** For content other than JSON: images, audio, links. */
  present?(output: Out<O>): readonly Content[];
}

/** Infers a tool's types from its schemas, and hides them again so that tools of every shape fit one list. */
export function tool<I extends Schema, O extends Schema>(definition: Tool<I, O>): Tool {
  return definition;
}
