import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { z } from 'zod';
import { parseYaml } from './position.ts';
import { resolveReferences, type Environment } from './references.ts';
import { UsageError } from '../usage-error.ts';

const defaultFile = 'causeway.yaml';

/** The text of the configuration file, or nothing when none was named and there is none. Throws a UsageError when it cannot be read. */
export function findConfig(named: string | undefined): { readonly file: string; readonly text: string } | undefined {
  const file = named ?? defaultFile;
  if (named === undefined && !existsSync(file)) return undefined;
  try {
    return { file: basename(file), text: readFileSync(file, 'utf8') };
  } catch (error) {
    throw new UsageError(`The configuration file ${file} cannot be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown error'}.`);
  }
}

/** Parses and validates. Throws a UsageError with file, line and column of the first thing that does not fit. */
export function parseConfig<S extends z.ZodType>(schema: S, file: string, text: string, environment: Environment): z.output<S> {
  const { value, locate } = parseYaml(text, file);
  const resolved = resolveReferences(value ?? {}, environment, locate);
  const parsed = schema.safeParse(resolved);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = issue?.path ?? [];
  // The unknown key itself is a better place to point at than the object that holds it.
  const keys = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  const place = [...path, ...keys];
  throw new UsageError(
    `${locate(place)}: ${place.length === 0 ? '' : `${place.map(String).join('.')}: `}${issue?.message ?? 'is not valid'}`,
  );
}
