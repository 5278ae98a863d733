import { UsageError } from '../usage-error.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

const reference = /\$\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\}/g;

/**
 * Replaces `${NAME}` in every text by the environment variable, and `${NAME:-text}` by the text when it is not set.
 * Throws a UsageError that says where, when a variable is missing.
 */
export function resolveReferences(value: unknown, environment: Environment, locate: (path: readonly PropertyKey[]) => string): unknown {
  const resolve = (part: unknown, path: readonly PropertyKey[]): unknown => {
    if (typeof part === 'string')
      return part.replaceAll(reference, (_, name: string, fallback: string | undefined) => {
        const found = environment[name] ?? fallback;
        if (found === undefined) throw new UsageError(`${locate(path)}: the environment variable ${name} is not set.`);
        return found;
      });
    if (Array.isArray(part)) return part.map((item, index) => resolve(item, [...path, index]));
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([key, member]) => [key, resolve(member, [...path, key])]));
  };
  return resolve(value, []);
}
