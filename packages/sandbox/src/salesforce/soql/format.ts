import { DateTime } from 'luxon';
import type { SoqlViewer } from './types.ts';

type Format = (value: unknown, currency: unknown) => string | null;

/** Writes values as the viewer's locale does, for `FORMAT()`.
 *  Unverified: Salesforce's own locale tables differ from ICU in details. */
export function formatter(type: string, viewer: SoqlViewer): Format {
  const { locale = 'en-US', timeZone } = viewer;
  const text =
    (write: (value: string) => string): Format =>
    (value) =>
      typeof value === 'string' ? write(value) : null;
  switch (type) {
    case 'currency':
      return money(locale, viewer);
    case 'int':
    case 'double':
    case 'percent':
      return (value) => (typeof value === 'number' ? value.toLocaleString(locale) : null);
    case 'date':
      return text((value) => DateTime.fromISO(value).setLocale(locale).toLocaleString(DateTime.DATE_SHORT));
    case 'datetime':
      return text((value) => DateTime.fromISO(value, { zone: timeZone }).setLocale(locale).toLocaleString(DateTime.DATETIME_SHORT));
    default:
      return (value) => (typeof value === 'string' || typeof value === 'boolean' ? String(value) : null);
  }
}

/** With several currencies the amount carries its code: `EUR 1,000.00`; with one, the symbol. */
function money(locale: string, { currency }: SoqlViewer): Format {
  return (value, code) => {
    if (typeof value !== 'number') return null;
    const digits = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
    if (currency) return `${typeof code === 'string' ? code : currency.corporate} ${value.toLocaleString(locale, digits)}`;
    return value.toLocaleString(locale, { style: 'currency', currency: 'USD' });
  };
}
