/** A field as connectors describe it, `Amount:currency->Target(values)*`, or a relationship by it, `Contacts->Contact.AccountId`. */
const entry = /(?<=^|\s)(?:(?<field>[\p{L}\p{N}_.]+):[^\s(]*(?:\([^)]*\))?\S*|\S+->(?<object>[\p{L}\p{N}_]+)\.(?<by>[\p{L}\p{N}_.]+))\s*/gu;

/** A text without the descriptions of hidden fields, because a name tells that there is something. */
export function withoutDescriptions(
  text: string,
  hides: (field: string) => boolean,
  hidesOf: (object: string, field: string) => boolean,
): string {
  return text.replaceAll(entry, (found: string, ...rest: unknown[]) => {
    const { field, object, by } = rest.at(-1) as Readonly<Partial<Record<'field' | 'object' | 'by', string>>>;
    const hidden = (field !== undefined && hides(field)) || (object !== undefined && by !== undefined && hidesOf(object, by));
    return hidden ? '' : found;
  });
}
