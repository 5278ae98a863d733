import type { z } from 'zod';

/** The first thing that does not fit: where it stands, and what is wrong with it. */
export interface Finding {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  /** What should stand there, if it is only of the wrong type. */
  readonly expected?: string;
  /** Whether the name itself is wrong. */
  readonly unknown?: true;
}

type Issue = z.core.$ZodIssue;

/** Of what may be one thing or another, it judges by the one that was meant. */
export function findingOf(issue: Issue, above: readonly PropertyKey[] = []): Finding {
  const path = [...above, ...issue.path];
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const meant = issue.errors.find((branch) => !branch.some(isOtherKind));
    const [inner] = meant ?? [];
    if (inner !== undefined) return findingOf(inner, path);
    const kinds = issue.errors.map(([first]) => first?.message.replace(/^Invalid input: expected /, '').replace(/, received .*/, ''));
    return { path, message: `expected ${kinds.join(' or ')}` };
  }
  if (issue.code === 'invalid_union') return { path, message: issue.message.replace(/^.*Expected/, 'expected') };
  const message = issue.message.replace(/^Invalid input: /, '');
  // The unknown key itself is a better place to point at than the object that holds it.
  if (issue.code === 'unrecognized_keys')
    return { path: [...path, ...issue.keys.slice(0, 1)], message: 'there is no such setting', unknown: true };
  return { path, message, ...(issue.code === 'invalid_type' ? { expected: issue.expected } : {}) };
}

/** Whether another branch was meant: this one wants something else altogether. */
function isOtherKind(issue: Issue): boolean {
  return issue.path.length === 0 && (issue.code === 'invalid_type' || issue.code === 'invalid_value');
}
