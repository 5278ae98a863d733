/** Whether a text matches. */
export type Match = (text: string) => boolean;

const special = /[.+?^${}()|[\]\\]/g;

/**
 * Any of some patterns, in which `*` stands for any run of characters. Upper and lower case are equal: systems differ in which of
 * their names they fold, and a rule that misses for its case would fail open.
 */
export function anyOf(patterns: readonly string[]): Match {
  if (patterns.includes('*')) return () => true;
  const literals = new Set(patterns.filter((pattern) => !pattern.includes('*')).map((pattern) => pattern.toLowerCase()));
  const globs = patterns.filter((pattern) => pattern.includes('*')).map(toExpression);
  return (text) => literals.has(text.toLowerCase()) || globs.some((glob) => glob.test(text));
}

function toExpression(pattern: string): RegExp {
  const parts = pattern.split(/\*+/).map((part) => part.replaceAll(special, String.raw`\$&`));
  return new RegExp(`^${parts.join('.*')}$`, 'isu');
}
