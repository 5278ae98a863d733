import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { z } from 'zod';
import { findingOf, type Finding } from './issue.ts';
import { parseYaml } from './position.ts';
import { resolveReferences, type Environment } from './references.ts';
import { UsageError } from '../errors.ts';

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
  const { value, locate, locateKey } = parseYaml(text, file);
  const { value: start, isReference } = resolveReferences(value ?? {}, environment, locate);
  for (let resolved = start; ;) {
    const parsed = schema.safeParse(resolved);
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    const { path, message, expected, unknown }: Finding = issue === undefined ? { path: [], message: 'is not valid' } : findingOf(issue);
    const converted = isReference(path) ? convertAt(resolved, path, expected) : undefined;
    const place = unknown === true ? locateKey(path) : locate(path);
    if (converted === undefined) throw new UsageError(`${place}: ${path.map(String).join('.')}${path.length === 0 ? '' : ': '}${message}`);
    resolved = converted;
  }
}

/** The same with the text at this path as a number, or as true or false; undefined when it is neither. */
function convertAt(value: unknown, [head, ...rest]: readonly PropertyKey[], expected: string | undefined): unknown {
  if (head === undefined) return typeof value === 'string' ? convert(value, expected) : undefined;
  const members = value as Readonly<Record<PropertyKey, unknown>>;
  const member = convertAt(members[head], rest, expected);
  if (member === undefined) return undefined;
  return Array.isArray(value) ? value.with(Number(head), member) : { ...members, [head]: member };
}

function convert(text: string, expected: string | undefined): unknown {
  if (expected === 'boolean') return text === 'true' || (text === 'false' ? false : undefined);
  return expected === 'number' && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}
