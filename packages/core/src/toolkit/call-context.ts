import type { Answer, Question } from '../question.ts';
import type { CallContext } from '../context.ts';
import type { ConnectorError } from '../connector-error.ts';
import type { Conversation } from './conversation.ts';
import type { Key } from '../key.ts';
import type { Sealer } from '../sealer.ts';
import { createTrail, type Trail } from '../trail.ts';

export interface ContextParts {
  readonly id: string;
  readonly signal: AbortSignal;
  readonly trail: Trail;
  readonly partition: string;
  /** Full tool name: sealed tokens are bound to it. */
  readonly tool: string;
  readonly sealer: Sealer;
  readonly values: ReadonlyMap<Key<unknown>, unknown>;
  readonly conversation: Conversation;
  readonly report?: ((done: number, total?: number, message?: string) => void) | undefined;
}

export class Context implements CallContext {
  readonly #parts: ContextParts;

  constructor(parts: ContextParts) {
    this.#parts = parts;
  }

  get id(): string {
    return this.#parts.id;
  }

  get signal(): AbortSignal {
    return this.#parts.signal;
  }

  get trail(): Trail {
    return this.#parts.trail;
  }

  get partition(): string {
    return this.#parts.partition;
  }

  get<T>(key: Key<T>): T {
    const { values } = this.#parts;
    return values.has(key) ? (values.get(key) as T) : key.default;
  }

  with<T>(key: Key<T>, value: T): CallContext {
    return new Context({ ...this.#parts, values: new Map(this.#parts.values).set(key, value) });
  }

  narrow(signal: AbortSignal): CallContext {
    return new Context({ ...this.#parts, signal: AbortSignal.any([this.signal, signal]) });
  }

  /** The same call, telling a trail of its own: for a preview. */
  fork(): Context {
    return new Context({ ...this.#parts, trail: createTrail() });
  }

  /** The same call, which can never run: nobody is asked about it. */
  refuse(error: ConnectorError): Context {
    const ask = () => {
      throw error;
    };
    return new Context({ ...this.#parts, conversation: { ...this.#parts.conversation, ask } });
  }

  progress(done: number, total?: number, message?: string): void {
    this.#parts.report?.(done, total, message);
  }

  async ask(questions: Readonly<Record<string, Question>>): Promise<Readonly<Record<string, Answer>>> {
    return this.#parts.conversation.ask(questions);
  }

  seal(value: unknown): string {
    return this.#parts.sealer.seal(value, this.#binding());
  }

  unseal(token: string): unknown {
    return this.#parts.sealer.unseal(token, this.#binding());
  }

  #binding() {
    return { purpose: 'call', partition: this.#parts.partition, tool: this.#parts.tool };
  }
}
