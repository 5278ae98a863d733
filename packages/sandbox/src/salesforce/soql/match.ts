import { normalizeId } from '../ids.ts';
import type { ComparisonOperator, Literal } from './ast.ts';
import { errorAt } from './error.ts';
import type { Place, SoqlError } from './error.ts';
import { textOrder, typeInfo } from './field-types.ts';
import type { Family } from './field-types.ts';
import { like } from './like.ts';
import { characters, plainText, storedMoment, storedSpan } from './literals.ts';
import type { Calendar } from './periods.ts';

/** What is compared: a field or the result of a function. */
export interface Subject {
  /** For messages. */
  readonly name: string;
  /** Describe type. */
  readonly type: string;
  readonly caseSensitive: boolean;
  readonly place: Place;
}

export type Test = (value: unknown) => boolean;

/** What each family takes as a literal. */
const LITERALS: Readonly<Record<Family, readonly Literal['type'][]>> = {
  text: ['string'],
  multi: ['string'],
  id: ['string'],
  number: ['number', 'currency'],
  boolean: ['boolean'],
  date: ['date', 'period'],
  datetime: ['datetime', 'period'],
  time: ['time'],
  compound: [],
};

const EQUALITY: readonly ComparisonOperator[] = ['=', '!=', 'IN', 'NOT IN'];
const ORDER: readonly ComparisonOperator[] = ['<', '<=', '>', '>='];
const ORDERED = [...EQUALITY, ...ORDER];

/** Which operators each family takes. Source: SOQL reference, "Comparison Operators". */
const OPERATORS: Readonly<Record<Family, readonly ComparisonOperator[]>> = {
  text: [...ORDERED, 'LIKE'],
  multi: [...EQUALITY, 'INCLUDES', 'EXCLUDES'],
  id: ORDERED,
  number: ORDERED,
  boolean: EQUALITY,
  date: ORDERED,
  datetime: ORDERED,
  time: ORDERED,
  compound: [],
};

/** Compiles a comparison with literals into a test of one value.
 *  @throws SoqlError for operators and literals that do not go with the type */
export function compileTest(subject: Subject, operator: ComparisonOperator, values: readonly Literal[], calendar: Calendar): Test {
  const { family } = typeInfo(subject.type);
  if (!OPERATORS[family].includes(operator)) throw invalidOperator(subject, family);
  for (const value of values) if (value.type !== 'null' && !LITERALS[family].includes(value.type)) throw wrongLiteral(subject, family);
  switch (operator) {
    case '=':
    case 'IN':
      return anyOf(subject, values, calendar);
    case '!=':
    case 'NOT IN':
      return not(anyOf(subject, values, calendar));
    case 'LIKE':
      return likeTest(values);
    case 'INCLUDES':
      return includes(values);
    case 'EXCLUDES':
      return not(includes(values));
    case '<':
    case '<=':
    case '>':
    case '>=':
    default:
      return compare(subject, operator, values[0], calendar);
  }
}

function not(test: Test): Test {
  return (value) => !test(value);
}

function anyOf(subject: Subject, values: readonly Literal[], calendar: Calendar): Test {
  const { family } = typeInfo(subject.type);
  const periods = values.filter((value) => value.type === 'period').map((value) => storedSpan(value, family, calendar));
  const known = values.filter((value) => value.type !== 'period').map((value) => stored(value, subject));
  const keys = new Set(known.filter((value) => value !== null).map((value) => key(value, subject)));
  // Salesforce stores no empty text: it is null.
  const missing = known.some((value) => value === null || value === '');
  return (value) => {
    const held = family === 'boolean' ? value === true : value;
    if (held === null || held === undefined || held === '') return missing;
    if (keys.has(key(held, subject))) return true;
    return periods.some(({ start, end }) => typeof held === 'string' && held >= start && held < end);
  };
}

/** What equal values have in common. */
function key(value: unknown, { caseSensitive }: Subject): unknown {
  return typeof value === 'string' && !caseSensitive ? value.toLowerCase() : value;
}

function stored(literal: Literal, subject: Subject): unknown {
  // A checkbox is never null: null is false.
  if (literal.type === 'null') return subject.type === 'boolean' ? false : null;
  switch (typeInfo(subject.type).family) {
    case 'number':
      return Number(literal.text);
    case 'boolean':
      return literal.text.toUpperCase() === 'TRUE';
    case 'date':
    case 'datetime':
    case 'time':
      return storedMoment(literal);
    case 'id':
      return storedId(plainText(literal), subject);
    case 'text':
    case 'multi':
    case 'compound':
    default:
      return plainText(literal);
  }
}

function storedId(text: string, { place }: Subject): string {
  const id = text === '' ? '' : normalizeId(text);
  if (id === undefined) throw errorAt('INVALID_QUERY_FILTER_OPERATOR', place, `invalid ID field: ${text}`);
  return id;
}

const HOLDS: Readonly<Record<'<' | '<=' | '>' | '>=', (order: number) => boolean>> = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

function compare(subject: Subject, operator: '<' | '<=' | '>' | '>=', literal: Literal | undefined, calendar: Calendar): Test {
  if (!literal || literal.type === 'null') return () => false;
  const { family } = typeInfo(subject.type);
  const order = ordering(family, calendar.locale);
  const holds = HOLDS[operator];
  if (literal.type !== 'period') {
    const bound = stored(literal, subject);
    return (value) => !isMissing(value) && holds(order(value, bound));
  }
  // Before the span, or not behind it; and the other way round.
  const { start, end } = storedSpan(literal, family, calendar);
  const bound = operator === '<' || operator === '>=' ? start : end;
  const towards = operator === '<' || operator === '<=' ? HOLDS['<'] : HOLDS['>='];
  return (value) => !isMissing(value) && towards(order(value, bound));
}

/** Compares two values of a family, neither of them null. */
export function ordering(family: Family, locale: string): (left: unknown, right: unknown) => number {
  const text = textOrder(locale);
  if (family === 'text' || family === 'multi') return (left, right) => text(String(left), String(right));
  return (left, right) => (left === right ? 0 : (left as number) < (right as number) ? -1 : 1);
}

export function isMissing(value: unknown): boolean {
  return value === null || value === undefined || value === '';
}

function likeTest(values: readonly Literal[]): Test {
  const tests = values.filter((value) => value.type === 'string').map((value) => like(characters(value)));
  return (value) => typeof value === 'string' && value !== '' && tests.some((test) => test(value));
}

/** `('a;b', 'c')`: both a and b, or c. */
function includes(values: readonly Literal[]): Test {
  const wanted = values.map((value) => (value.type === 'null' ? [] : items(plainText(value))));
  return (value) => {
    const held = new Set(typeof value === 'string' ? items(value) : []);
    return wanted.some((all) => all.length > 0 && all.every((item) => held.has(item)));
  };
}

function items(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(';')
    .map((item) => item.trim())
    .filter(Boolean);
}

function invalidOperator({ place, name, type }: Subject, family: Family): SoqlError {
  if (type === 'address' || type === 'location')
    return errorAt(
      'INVALID_FIELD',
      place,
      `${type === 'address' ? 'Address' : 'Location'} fields can only be filtered using Distance expressions`,
    );
  const where = family === 'id' ? 'id' : `'${name}'`;
  return errorAt('INVALID_QUERY_FILTER_OPERATOR', place, `invalid operator on ${where} field`);
}

function wrongLiteral({ place, name, type }: Subject, family: Family): SoqlError {
  const quoted = LITERALS[family].includes('string');
  const rule = quoted ? 'should be enclosed in quotes' : 'should not be enclosed in quotes';
  return errorAt(
    'INVALID_FIELD',
    place,
    `value of filter criterion for field '${name}' must be of type ${typeInfo(type).label} and ${rule}`,
  );
}
