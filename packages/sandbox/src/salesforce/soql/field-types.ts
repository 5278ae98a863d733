/** How values of a describe type are compared. */
export type Family = 'text' | 'id' | 'number' | 'boolean' | 'date' | 'datetime' | 'time' | 'multi' | 'compound';

interface TypeInfo {
  readonly family: Family;
  /** The name Salesforce gives the type in messages about literals. */
  readonly label: string;
}

const OTHERS: Readonly<Record<string, TypeInfo>> = {
  id: { family: 'id', label: 'ID' },
  reference: { family: 'id', label: 'ID' },
  int: { family: 'number', label: 'int' },
  long: { family: 'number', label: 'int' },
  double: { family: 'number', label: 'double' },
  currency: { family: 'number', label: 'double' },
  percent: { family: 'number', label: 'double' },
  boolean: { family: 'boolean', label: 'boolean' },
  date: { family: 'date', label: 'date' },
  datetime: { family: 'datetime', label: 'dateTime' },
  time: { family: 'time', label: 'time' },
  multipicklist: { family: 'multi', label: 'string' },
  address: { family: 'compound', label: 'address' },
  location: { family: 'compound', label: 'location' },
};

const TEXT: TypeInfo = { family: 'text', label: 'string' };

/** What is not listed is text: string, picklist, email, phone, url, textarea, … */
export function typeInfo(type: string): TypeInfo {
  return OTHERS[type] ?? TEXT;
}

type Compare = (left: string, right: string) => number;

const comparers = new Map<string, Compare>();

/** Orders text as the locale does, without regard to case. English goes by the code points of capitals, all else by
 *  collation. Source: SOQL reference, ORDER BY. */
export function textOrder(locale: string): Compare {
  const known = comparers.get(locale);
  if (known) return known;
  const made = /^en\b/.test(locale) ? byCapitals : new Intl.Collator(locale, { sensitivity: 'accent' }).compare;
  comparers.set(locale, made);
  return made;
}

function byCapitals(left: string, right: string): number {
  const [first, second] = [left.toUpperCase(), right.toUpperCase()];
  return first === second ? 0 : first < second ? -1 : 1;
}
