import type { JsonSchema } from '@causeway/core';
import type { ToolSurface } from './fingerprint.ts';

/** `breaking`: a caller that worked with the old tool may fail, or do something else, with the new one. */
export type Severity = 'breaking' | 'compatible';

/** One difference between a tool as it was locked and as it is. */
export interface SurfaceChange {
  readonly tool: string;
  readonly severity: Severity;
  /** `input.properties.limit: was removed`. */
  readonly what: string;
}

type Finding = Omit<SurfaceChange, 'tool'>;

/**
 * The rule. Breaking: a tool is gone; it has another effect, or may not be repeated any more; it accepts less (an input member is gone,
 * became required, or its schema changed otherwise than by more enumerated values); it answers less (an output member is gone or
 * no longer certain, or its schema changed). Compatible: a new tool; a new optional input member; more enumerated input values; a
 * new output member; another title or description, at any depth. Whatever the rule does not name is breaking.
 */
export function compareSurfaces(before: readonly ToolSurface[], after: readonly ToolSurface[]): readonly SurfaceChange[] {
  const now = new Map(after.map((surface) => [surface.name, surface]));
  const was = new Set(before.map(({ name }) => name));
  const known = before.flatMap((surface) => {
    const current = now.get(surface.name);
    const found: readonly Finding[] = current === undefined ? [breaking('was removed')] : compareTool(surface, current);
    return found.map((finding) => ({ tool: surface.name, ...finding }));
  });
  const added = after.filter(({ name }) => !was.has(name)).map(({ name }) => ({ tool: name, ...compatible('is new') }));
  return [...known, ...added];
}

function compareTool(before: ToolSurface, after: ToolSurface): readonly Finding[] {
  return [
    ...(before.effect === after.effect ? [] : [breaking(`effect: ${before.effect} became ${after.effect}`)]),
    ...compareIdempotent(before, after),
    ...(before.title === after.title ? [] : [compatible('title: is another')]),
    ...(before.description === after.description ? [] : [compatible('description: is another')]),
    ...compareSchema('input', before.input, after.input, 'input'),
    ...compareSchema('output', before.output, after.output, 'output'),
  ];
}

/** Another effect says more than whether it may be repeated. */
function compareIdempotent(before: ToolSurface, after: ToolSurface): readonly Finding[] {
  if (before.effect !== after.effect || before.idempotent === after.idempotent) return [];
  return [after.idempotent ? compatible('idempotent: may be repeated now') : breaking('idempotent: may not be repeated any more')];
}

type Side = 'input' | 'output';
const parts: ReadonlySet<string> = new Set(['properties', 'required', 'enum', 'description', 'title']);

function compareSchema(path: string, before: JsonSchema, after: JsonSchema, side: Side): readonly Finding[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((key) => !parts.has(key));
  const texts = ['description', 'title'].filter((key) => before[key] !== after[key]);
  return [
    ...texts.map((key) => compatible(`${path}.${key}: is another`)),
    ...keys.flatMap((key) => compareMember(`${path}.${key}`, before[key], after[key], side)),
    ...compareEnum(`${path}.enum`, before['enum'], after['enum'], side),
    ...compareProperties(path, before, after, side),
  ];
}

function compareMember(path: string, before: unknown, after: unknown, side: Side): readonly Finding[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (isSchema(before) && isSchema(after)) return compareSchema(path, before, after, side);
  return [breaking(`${path}: has changed`)];
}

function compareEnum(path: string, before: unknown, after: unknown, side: Side): readonly Finding[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (!Array.isArray(before) || !Array.isArray(after)) return [breaking(`${path}: has changed`)];
  const gone = before.filter((value) => !after.includes(value));
  const added = after.filter((value) => !before.includes(value));
  return [
    ...gone.map((value) => (side === 'input' ? breaking : compatible)(`${path}: ${JSON.stringify(value)} was removed`)),
    ...added.map((value) => (side === 'input' ? compatible : breaking)(`${path}: ${JSON.stringify(value)} is new`)),
  ];
}

function compareProperties(path: string, before: JsonSchema, after: JsonSchema, side: Side): readonly Finding[] {
  const was = membersOf(before);
  const now = membersOf(after);
  const names = [...new Set([...Object.keys(was), ...Object.keys(now)])];
  return names.flatMap((name) => {
    const at = `${path}.properties.${name}`;
    const [old, current] = [was[name], now[name]];
    if (current === undefined) return [breaking(`${at}: was removed`)];
    const must = [isRequired(before, name), isRequired(after, name)] as const;
    if (old === undefined) return [side === 'input' && must[1] ? breaking(`${at}: is new and required`) : compatible(`${at}: is new`)];
    return [...compareRequired(at, must, side), ...compareMember(at, old, current, side)];
  });
}

function compareRequired(at: string, [before, after]: readonly [boolean, boolean], side: Side): readonly Finding[] {
  if (before === after) return [];
  const what = after ? `${at}: became required` : `${at}: became optional`;
  return [after === (side === 'output') ? compatible(what) : breaking(what)];
}

function membersOf(schema: JsonSchema): Readonly<Record<string, unknown>> {
  return isSchema(schema['properties']) ? schema['properties'] : {};
}

function isRequired(schema: JsonSchema, name: string): boolean {
  return Array.isArray(schema['required']) && schema['required'].includes(name);
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function breaking(what: string): Finding {
  return { severity: 'breaking', what };
}

function compatible(what: string): Finding {
  return { severity: 'compatible', what };
}
