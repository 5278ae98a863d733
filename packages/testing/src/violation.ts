/** What a case throws: the rule that was broken, and how. */
export class Violation extends Error {
  override readonly name = 'Violation';
}

/** Throws a Violation with this text unless the condition holds. */
export function hold(condition: boolean, otherwise: string | (() => string)): asserts condition {
  if (!condition) throw new Violation(typeof otherwise === 'string' ? otherwise : otherwise());
}

/** Throws one Violation that lists all problems, when there are any. */
export function holdAll(problems: readonly string[]): void {
  if (problems.length > 0) throw new Violation(problems.join('\n'));
}
