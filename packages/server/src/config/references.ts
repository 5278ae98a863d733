import { UsageError } from '../errors.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

const reference = /\$\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\}/g;

/** A configuration whose references are replaced. */
export interface Resolved {
  readonly value: unknown;
  /** Whether the text at this path came from the environment, and so may stand for a number or a yes or no. */
  readonly isReference: (path: readonly PropertyKey[]) => boolean;
}

/**
 * Replaces `${NAME}` in every text by the environment variable, and `${NAME:-text}` by the text when it is not set.
 * Throws a UsageError that says where, when a variable is missing.
 */
export function resolveReferences(value: unknown, environment: Environment, locate: (path: readonly PropertyKey[]) => string): Resolved {
  const replaced = new Set<string>();
  const resolve = (part: unknown, path: readonly PropertyKey[]): unknown => {
    if (typeof part === 'string')
      return part.replaceAll(reference, (_, name: string, fallback: string | undefined) => {
        const found = environment[name] ?? fallback;
        if (found === undefined) throw new UsageError(`${locate(path)}: the environment variable ${name} is not set.`);
        replaced.add(JSON.stringify(path));
        return found;
      });
    if (Array.isArray(part)) return part.map((item, index) => resolve(item, [...path, index]));
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([key, member]) => [key, resolve(member, [...path, key])]));
  };
  return { value: resolve(value, []), isReference: (path) => replaced.has(JSON.stringify(path)) };
}
