/** Which requests are meant: the start of `METHOD /path?query`, or a pattern for it. */
export type Match = string | RegExp;

export interface RequestLine {
  readonly method: string;
  /** Raw path and query. */
  readonly path: string;
}

export function matches(patterns: readonly Match[], { method, path }: RequestLine): boolean {
  const line = `${method} ${path}`;
  return patterns.some((pattern) => (typeof pattern === 'string' ? line.startsWith(pattern) : pattern.test(line)));
}
