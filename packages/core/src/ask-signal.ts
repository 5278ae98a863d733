import type { Question } from './question.ts';

const brand = Symbol.for('causeway.AskSignal');

/** Unwinds an attempt that has to wait for a person's answers. Not an error: only the toolkit catches it. */
export interface AskSignal {
  readonly questions: Readonly<Record<string, Question>>;
}

export function createAskSignal(questions: Readonly<Record<string, Question>>): AskSignal {
  return Object.defineProperty({ questions }, brand, { value: true });
}

/** Whether a thrown value is the signal. Middleware that counts or repeats failures throws it on. */
export function isAskSignal(value: unknown): value is AskSignal {
  return typeof value === 'object' && value !== null && brand in value;
}
