import { field, type FieldExpression } from './statement.ts';
import type { Lookup } from './resolve.ts';
import type { ResolvedExpression } from './expression.ts';

/** The name of the field that holds a record's currency, in orgs with more than one. */
export const currencyField = 'CurrencyIsoCode';

/** The field that says in which currency a selected amount is; undefined when it is no amount, or the org has one currency. */
export async function currencyOf(lookup: Lookup, { expression, fields }: ResolvedExpression): Promise<FieldExpression | undefined> {
  const [amount] = fields;
  const [source] = amount?.sources ?? [];
  if (expression.kind !== 'field' || amount?.meta.type !== 'currency' || source === undefined) return undefined;
  const object = await lookup.describe(source.object);
  const currency = object.field(currencyField);
  return currency === undefined ? undefined : field([...amount.path.split('.').slice(0, -1), currency.name].join('.'));
}
