import { inspect } from 'node:util';

const text = '[secret]';

/**
 * A value that cannot be logged, serialised or interpolated by accident: every such use yields `[secret]`.
 * `reveal()` is the one way to the value, so that its uses can be found by searching for the word.
 */
export class Secret<T = string> {
  readonly #value: T;

  constructor(value: T) {
    this.#value = value;
  }

  reveal(): T {
    return this.#value;
  }

  toString(): string {
    return text;
  }

  toJSON(): string {
    return text;
  }

  [Symbol.toPrimitive](): string {
    return text;
  }

  [inspect.custom](): string {
    return text;
  }
}
