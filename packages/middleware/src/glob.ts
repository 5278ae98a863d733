/** Whether a text matches. */
export type Match = (text: string) => boolean;

const special = /[.+?^${}()|[\]\\]/g;

/**
 * Any of some names, in which `*` stands for any run of characters. Upper and lower case are equal: systems differ in which of
 * their names they fold, and a rule that misses for its case would fail open.
 */
export function anyOf(patterns: readonly string[]): Match {
  return match(patterns, (text) => text.toLowerCase());
}

/** The same for identities, where case counts: `ann` and `ANN` can be two people. */
export function anyIdentityOf(patterns: readonly string[]): Match {
  return match(patterns, (text) => text);
}

function match(patterns: readonly string[], fold: (text: string) => string): Match {
  if (patterns.includes('*')) return () => true;
  const folded = patterns.map(fold);
  const literals = new Set(folded.filter((pattern) => !pattern.includes('*')));
  const globs = folded.filter((pattern) => pattern.includes('*')).map(toExpression);
  return (text) => {
    const value = fold(text);
    return literals.has(value) || globs.some((glob) => glob.test(value));
  };
}

function toExpression(pattern: string): RegExp {
  const parts = pattern.split(/\*+/).map((part) => part.replaceAll(special, String.raw`\$&`));
  return new RegExp(`^${parts.join('.*')}$`, 'su');
}
