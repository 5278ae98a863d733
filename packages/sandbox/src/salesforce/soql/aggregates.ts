import type { Call } from './ast.ts';
import type { Scope } from './bind.ts';
import { malformed } from './error.ts';
import { typeInfo } from './field-types.ts';
import type { Group } from './groups.ts';
import { isMissing } from './match.ts';
import { corporateCurrency, decimal } from './money.ts';
import { bindOperand } from './operand.ts';
import type { Operand } from './operand.ts';
import { comparator } from './order.ts';
import type { Row } from './types.ts';

type Reduce = (values: readonly unknown[], order: (left: unknown, right: unknown) => number) => unknown;

interface Aggregate {
  readonly numbersOnly: boolean;
  /** The result's type, when it is not the field's. */
  readonly type?: string;
  readonly reduce: Reduce;
}

const AGGREGATES: Readonly<Record<string, Aggregate>> = {
  COUNT: { numbersOnly: false, type: 'int', reduce: (values) => values.length },
  COUNT_DISTINCT: { numbersOnly: false, type: 'int', reduce: (values) => new Set(values.map(alike)).size },
  SUM: { numbersOnly: true, reduce: (values) => (values.length === 0 ? null : sum(values)) },
  AVG: { numbersOnly: true, type: 'double', reduce: (values) => (values.length === 0 ? null : decimal(sum(values) / values.length)) },
  MIN: { numbersOnly: false, reduce: (values, order) => extreme(values, (left, right) => order(left, right) < 0) },
  MAX: { numbersOnly: false, reduce: (values, order) => extreme(values, (left, right) => order(left, right) > 0) },
};

/** Types that no aggregate takes. Source: SOQL reference, "Support for Field Types in Aggregate Functions". */
const NEVER: ReadonlySet<string> = new Set([
  'anyType',
  'base64',
  'boolean',
  'encryptedstring',
  'multipicklist',
  'time',
  'address',
  'location',
]);

export function isAggregate({ name }: Call): boolean {
  return name in AGGREGATES;
}

/** Binds `SUM(Amount)` and its like: nulls do not count; amounts in several currencies are summed in the corporate one.
 *  @throws SoqlError for fields that the function does not take */
export function bindAggregate(call: Call, scope: Scope): Operand<Group> {
  const aggregate = AGGREGATES[call.name];
  const [argument] = call.arguments;
  const base = { name: call.text, caseSensitive: false, place: { text: scope.query.text, at: call.at } };
  if (call.name === 'COUNT' && !argument) throw malformed('COUNT() must be the only element in the SELECT list');
  if (!aggregate || argument?.kind !== 'path') throw malformed(`Invalid arguments for function: ${call.text}`);
  const operand = bindOperand(argument, scope);
  requireSupport(operand, call, aggregate);
  const order = comparator(operand, scope);
  const read = amountReader(operand, aggregate, scope);
  return {
    ...base,
    type: aggregate.type ?? operand.type,
    read: ({ rows }) =>
      aggregate.reduce(
        rows.map(read).filter((value) => !isMissing(value)),
        order,
      ),
  };
}

function requireSupport({ field, name, type }: Operand<Row>, call: Call, { numbersOnly }: Aggregate): void {
  const isNumber = typeInfo(type).family === 'number';
  const supported = field?.aggregatable !== false && !NEVER.has(type) && (isNumber || !numbersOnly);
  if (!supported) throw malformed(`field ${name} does not support aggregate operator ${call.name}`);
}

function amountReader(operand: Operand<Row>, { numbersOnly }: Aggregate, { context: { viewer } }: Scope): (row: Row) => unknown {
  if (operand.type !== 'currency' || !numbersOnly || !viewer.currency) return operand.read;
  const convert = corporateCurrency(viewer);
  return (row) => convert(operand.read(row), row['CurrencyIsoCode']);
}

function alike(value: unknown): unknown {
  return typeof value === 'string' ? value.toLowerCase() : value;
}

function sum(values: readonly unknown[]): number {
  return decimal(values.reduce<number>((total, value) => total + Number(value), 0));
}

function extreme(values: readonly unknown[], better: (left: unknown, right: unknown) => boolean): unknown {
  let [best = null]: readonly unknown[] = values;
  for (const value of values) if (better(value, best)) best = value;
  return best;
}
