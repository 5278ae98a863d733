import type { Call, Expression, Literal } from './ast.ts';
import { bindField } from './bind.ts';
import type { BoundField, Scope } from './bind.ts';
import { DATETIME_ONLY, DATE_FUNCTIONS, dateFunction } from './date-functions.ts';
import { distance } from './distance.ts';
import { malformed } from './error.ts';
import { typeInfo } from './field-types.ts';
import { formatter } from './format.ts';
import type { Subject } from './match.ts';
import { ownCurrency } from './money.ts';
import type { Calendar } from './periods.ts';
import type { FieldMeta, Row } from './types.ts';

/** Something with a value for each source: a field or function of a row, or a column of a group. */
export interface Operand<T> extends Subject {
  /** The field behind it, with its describe flags; a function result has none. */
  readonly field?: FieldMeta;
  readonly bound?: BoundField;
  readonly read: (source: T) => unknown;
}

export function calendarOf({ context: { viewer } }: Scope): Calendar {
  const { now, timeZone, locale = 'en-US', fiscalYearStartMonth = 1 } = viewer;
  return { now, timeZone, locale, fiscalYearStartMonth };
}

/** Resolves a field or a function of fields.
 *  @throws SoqlError for unknown names and functions that do not belong here */
export function bindOperand(expression: Expression, scope: Scope): Operand<Row> {
  if (expression.kind === 'call') return bindCall(expression, scope);
  const bound = bindField(expression, scope);
  const { field } = bound;
  return {
    name: field.name,
    type: field.type,
    caseSensitive: field.caseSensitive ?? false,
    place: { text: scope.query.text, at: expression.at },
    field,
    bound,
    read: bound.read,
  };
}

type Binder = (call: Call, scope: Scope) => Pick<Operand<Row>, 'type' | 'read' | 'bound'>;

const FUNCTIONS: Readonly<Record<string, Binder>> = {
  ...Object.fromEntries(Object.keys(DATE_FUNCTIONS).map((name) => [name, bindDateFunction])),
  TOLABEL: bindLabel,
  FORMAT: bindFormat,
  CONVERTCURRENCY: bindOwnCurrency,
  DISTANCE: bindDistance,
};

function bindCall(call: Call, scope: Scope): Operand<Row> {
  const binder = FUNCTIONS[call.name];
  if (!binder) throw malformed(`unexpected function: ${call.text}`);
  return { name: call.text, caseSensitive: false, place: { text: scope.query.text, at: call.at }, ...binder(call, scope) };
}

/** The only argument, when it is a field or a function. */
function argument(call: Call): Expression {
  const [first] = call.arguments;
  if (!first || first.kind === 'literal' || call.arguments.length > 1) throw malformed(`Invalid arguments for function: ${call.text}`);
  return first;
}

function bindDateFunction(call: Call, scope: Scope): ReturnType<Binder> {
  const inner = argument(call);
  const converts = inner.kind === 'call' && inner.name === 'CONVERTTIMEZONE';
  const { type, read } = bindOperand(converts ? argument(inner) : inner, scope);
  const calendar = calendarOf(scope);
  const apply = dateFunction(call.name, converts ? calendar.timeZone : 'utc', calendar);
  const fits = type === 'datetime' || (type === 'date' && !converts && !DATETIME_ONLY.has(call.name));
  if (!fits || !apply) throw malformed(`Invalid arguments for function: ${call.text}`);
  return { type: call.name === 'DAY_ONLY' ? 'date' : 'int', read: (row) => apply(read(row)) };
}

function bindLabel(call: Call, scope: Scope): ReturnType<Binder> {
  const { field, bound, read } = bindOperand(argument(call), scope);
  const labels = new Map((field?.picklistValues ?? []).map(({ value, label }) => [value, label ?? value]));
  const translate = (value: unknown) =>
    typeof value === 'string'
      ? value
          .split(';')
          .map((item) => labels.get(item) ?? item)
          .join(';')
      : (value ?? null);
  return { type: 'string', ...(bound && { bound }), read: (row) => translate(read(row)) };
}

function bindFormat(call: Call, scope: Scope): ReturnType<Binder> {
  const { type, bound, read } = bindOperand(argument(call), scope);
  const format = formatter(type, scope.context.viewer);
  const currency = (row: Row) => row['CurrencyIsoCode'];
  return { type: 'string', ...(bound && { bound }), read: (row) => format(read(row), currency(row)) };
}

function bindOwnCurrency(call: Call, scope: Scope): ReturnType<Binder> {
  const { type, bound, read } = bindOperand(argument(call), scope);
  if (type !== 'currency') throw malformed(`Invalid arguments for function: ${call.text}`);
  const convert = ownCurrency(scope.context.viewer);
  return { type, ...(bound && { bound }), read: (row) => convert(read(row), row['CurrencyIsoCode']) };
}

function bindDistance(call: Call, scope: Scope): ReturnType<Binder> {
  const [from, to, unit] = call.arguments;
  const point = to?.kind === 'call' && to.name === 'GEOLOCATION' ? to.arguments : [];
  const [latitude, longitude] = point.map((value) => (value.kind === 'literal' ? Number(value.text) : Number.NaN));
  if (from?.kind !== 'path' || unit?.kind !== 'literal' || latitude === undefined || longitude === undefined)
    throw malformed(`Invalid arguments for function: ${call.text}`);
  const { type, read } = bindOperand(from, scope);
  if (typeInfo(type).family !== 'compound') throw malformed(`Invalid arguments for function: ${call.text}`);
  return { type: 'double', read: (row) => distance(read(row), { latitude, longitude }, unitOf(unit, call)) };
}

function unitOf(literal: Literal, call: Call): 'mi' | 'km' {
  const unit = literal.text.slice(1, -1).toLowerCase();
  if (unit !== 'mi' && unit !== 'km') throw malformed(`Invalid arguments for function: ${call.text}`);
  return unit;
}
