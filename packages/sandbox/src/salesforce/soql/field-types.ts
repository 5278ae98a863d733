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

const collators = new Map<string, Intl.Collator>();

/** Orders text as the locale does, without regard to case. */
export function collator(locale: string): Intl.Collator {
  const known = collators.get(locale);
  if (known) return known;
  const made = new Intl.Collator(locale, { sensitivity: 'accent' });
  collators.set(locale, made);
  return made;
}
