import { validateHeaderName, validateHeaderValue } from 'node:http';
import type { Fault, FaultRule } from './faults.ts';

type Check = (value: unknown) => boolean;

const text: Check = (value) => typeof value === 'string';
const count: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const positive: Check = (value) => count(value) && value !== 0;
const status: Check = (value) => Number.isInteger(value) && (value as number) >= 200 && (value as number) <= 599;
/** Longer ones would fire at once. */
const longestTimerMs = 2 ** 31 - 1;
const wait: Check = (value) => count(value) && (value as number) <= longestTimerMs;
const headerText: Check = (value) => text(value) && passes(() => validateHeaderValue('x', value as string));
const headerTextOrNull: Check = (value) => value === null || headerText(value);
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const headers: Check = (value) =>
  isObject(value) && Object.entries(value).every(([name, held]) => passes(() => validateHeaderName(name)) && headerText(held));

/** What each kind of fault must look like. */
const shapes: { readonly [K in Fault['kind']]: Readonly<Record<string, Check>> } = {
  status: { status, body: () => true, headers: optional(headers), contentType: optional(headerTextOrNull) },
  preset: { name: text },
  html: { status: optional(status) },
  'bad-json': {},
  'content-type': { value: headerTextOrNull },
  redirect: { location: headerText, status: optional(status) },
  latency: { ms: wait },
  hang: {},
  fin: {},
  reset: {},
  truncate: { framing: (value) => value === 'chunked' || value === 'content-length', after: optional(count) },
  drip: { bytes: positive, everyMs: wait },
  'lost-answer': {},
  'short-page': { size: positive },
  partial: { indexes: (value) => Array.isArray(value) && value.every(count) },
};

const rule: Readonly<Record<string, Check>> = {
  service: optional((value) => value === 'salesforce' || value === 'hubspot'),
  method: optional(text),
  path: optional((value) => text(value) || value instanceof RegExp),
  after: optional(count),
  times: optional(count),
  probability: optional((value) => typeof value === 'number' && value >= 0 && value <= 1),
  fault: (value) => isObject(value),
};

/**
 * Checks a rule that comes from outside and reads `"/…/"` as a pattern.
 * Throws a `TypeError` that names the member which is wrong, and a `SyntaxError` for a broken pattern.
 */
export function parseFaultRule(value: unknown): FaultRule {
  if (!isObject(value)) throw new TypeError('a fault rule is an object');
  demand(value, rule, 'rule');
  const fault = value['fault'] as Readonly<Record<string, unknown>>;
  const kind = fault['kind'];
  if (typeof kind !== 'string' || !Object.hasOwn(shapes, kind)) {
    throw new TypeError(`fault.kind is one of ${Object.keys(shapes).join(', ')}`);
  }
  demand(fault, { ...shapes[kind as Fault['kind']], kind: text }, 'fault');
  const { path } = value;
  const pattern = typeof path === 'string' && /^\/(?<source>.+)\/$/.exec(path)?.groups?.['source'];
  return { ...(value as unknown as FaultRule), ...(pattern && { path: new RegExp(pattern) }) };
}

function demand(value: Readonly<Record<string, unknown>>, shape: Readonly<Record<string, Check>>, what: string): void {
  const unknown = Object.keys(value).find((key) => !Object.hasOwn(shape, key));
  if (unknown !== undefined) throw new TypeError(`${what}.${unknown} is not known`);
  const wrong = Object.entries(shape).find(([key, check]) => !check(value[key]));
  if (wrong) throw new TypeError(`${what}.${wrong[0]} is missing or wrong`);
}

function passes(validate: () => void): boolean {
  try {
    validate();
    return true;
  } catch {
    return false;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
