import type { Comparison, Difference } from './row.ts';

export interface CompareOptions {
  /** Differences that are accepted, by path (`*` stands for any one name), with the reason. */
  readonly allow?: Readonly<Record<string, string>>;
  /** Members, by name, whose values must be equal. Default: what an error is recognised by. */
  readonly exact?: readonly string[];
  /** Arrays whose elements belong together by the value of a member: path -> member. Every recorded element must be there. */
  readonly align?: Readonly<Record<string, string>>;
  /** Served names -> recorded names, for recordings of objects the demo org does not have. */
  readonly rename?: Readonly<Record<string, string>>;
  /** Words of the recording -> what they are called in the demo org. */
  readonly reword?: Readonly<Record<string, string>>;
}

/** What an error is recognised by. */
export const errorMembers = ['errorCode', 'statusCode', 'message', 'error', 'error_description', 'category', 'subCategory', 'status'];

/** Kinds of text that a client may rely on: what they are, how they look, and which members they matter for. Others are text. */
const formats: readonly (readonly [what: string, look: RegExp, members: RegExp])[] = [
  ['a Salesforce datetime', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$/, /./],
  ['a datetime', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?Z$/, /./],
  ['a day', /^\d{4}-\d\d-\d\d$/, /./],
  ['digits', /^\d+$/, /^(?:id|after|.*Id|.*_id)$/],
];

interface Scene extends Required<Pick<CompareOptions, 'exact' | 'align'>> {
  readonly path: string;
}

/**
 * Holds a served JSON text against a recorded one: the same members, the same types, text of the same format, equal error codes.
 * `null` goes with anything, because a recording shows one record only. A list that is recorded with elements must have some.
 */
export function compareJson({ allow = {}, exact = errorMembers, align = {}, rename = {}, reword = {} }: CompareOptions = {}): Comparison {
  return (recorded, served) => {
    const parsed = parse(served);
    if (parsed === undefined) return [{ path: '', what: `not JSON: ${JSON.stringify(served.slice(0, 80))}` }];
    const found = differences(parse(reworded(recorded, reword)), renamed(parsed, rename), { exact, align, path: '' });
    return found.map((difference) => allowed(difference, allow));
  };
}

function differences(recorded: unknown, served: unknown, scene: Scene): readonly Difference[] {
  if (recorded === null || served === null) return [];
  const [wanted, got] = [kind(recorded), kind(served)];
  if (wanted !== got) return [{ path: scene.path, what: `${got} instead of ${wanted}` }];
  if (Array.isArray(recorded)) return lists(recorded, served as readonly unknown[], scene);
  if (wanted === 'object') return objects(recorded as Members, served as Members, scene);
  return values(recorded, served, scene);
}

type Members = Readonly<Record<string, unknown>>;

function objects(recorded: Members, served: Members, scene: Scene): readonly Difference[] {
  const names = [...new Set([...Object.keys(recorded), ...Object.keys(served)])];
  return names.flatMap((name) => {
    const path = scene.path ? `${scene.path}.${name}` : name;
    if (!Object.hasOwn(served, name)) return [{ path, what: 'missing' }];
    if (!Object.hasOwn(recorded, name)) return [{ path, what: 'not in the recording' }];
    return differences(recorded[name], served[name], { ...scene, path });
  });
}

function lists(recorded: readonly unknown[], served: readonly unknown[], scene: Scene): readonly Difference[] {
  const path = `${scene.path}[]`;
  if (recorded.length === 0) return [];
  if (served.length === 0) return [{ path: scene.path, what: 'an empty list' }];
  const member = scene.align[scene.path];
  if (member) return aligned(recorded, served, member, { ...scene, path });
  return served.flatMap((element) => closest(recorded, element, { ...scene, path }));
}

/** A served element need only be like one of the recorded ones. */
function closest(recorded: readonly unknown[], element: unknown, scene: Scene): readonly Difference[] {
  const found = recorded.map((each) => differences(each, element, scene));
  return found.reduce((best, each) => (each.length < best.length ? each : best));
}

function aligned(recorded: readonly unknown[], served: readonly unknown[], member: string, scene: Scene): readonly Difference[] {
  const byName = new Map(served.map((element) => [(element as Members)[member], element]));
  return recorded.flatMap((element) => {
    const name = (element as Members)[member];
    const path = `${scene.path.slice(0, -1)}${String(name)}]`;
    return byName.has(name) ? differences(element, byName.get(name), { ...scene, path }) : [{ path, what: 'missing' }];
  });
}

function values(recorded: unknown, served: unknown, scene: Scene): readonly Difference[] {
  const name = scene.path.slice(scene.path.lastIndexOf('.') + 1);
  if (scene.exact.includes(name)) {
    return recorded === served ? [] : [{ path: scene.path, what: `${JSON.stringify(served)} instead of ${JSON.stringify(recorded)}` }];
  }
  const format = formats.find(([, look, members]) => typeof recorded === 'string' && look.test(recorded) && members.test(name));
  if (!format || format[1].test(String(served))) return [];
  return [{ path: scene.path, what: `${JSON.stringify(served)} is not ${format[0]}` }];
}

function allowed(difference: Difference, allow: Readonly<Record<string, string>>): Difference {
  const reason = Object.entries(allow).find(([pattern]) => matches(difference.path, pattern))?.[1];
  return reason === undefined ? difference : { ...difference, allowed: reason };
}

function matches(path: string, pattern: string): boolean {
  const escaped = pattern.replaceAll(/[.[\]()+?^$|\\]/g, String.raw`\$&`).replaceAll('*', String.raw`[^.\[\]]+`);
  return new RegExp(`^${escaped}$`).test(path);
}

function renamed(value: unknown, names: Readonly<Record<string, string>>): unknown {
  if (Array.isArray(value)) return value.map((each) => renamed(each, names));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [names[name] ?? name, renamed(member, names)]));
}

function reworded(text: string, words: Readonly<Record<string, string>>): string {
  return Object.entries(words).reduce((current, [from, to]) => current.replaceAll(from, to), text);
}

function kind(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
