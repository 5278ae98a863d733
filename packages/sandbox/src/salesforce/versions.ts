/** An API version as `/services/data` lists it. */
export interface ApiVersion {
  readonly label: string;
  readonly url: string;
  readonly version: string;
}

const oldest = 31;
const newest = 68;
const seasons = ['Spring', 'Summer', 'Winter'] as const;

/** 31.0 is Summer '14; there are three releases a year, and the winter one bears the next year's name. */
function describeVersion(number: number): ApiVersion {
  const year = 14 + Math.ceil((number - oldest) / 3);
  return { label: `${seasons[number % 3]} '${year}`, url: `/services/data/v${number}.0`, version: `${number}.0` };
}

/** Oldest first. */
export const apiVersions: readonly ApiVersion[] = Array.from({ length: newest - oldest + 1 }, (_, index) =>
  describeVersion(oldest + index),
);

/** `ok`, `gone` for retired ones, `unknown` for what is no version. */
export function judgeVersion(version: string): 'ok' | 'gone' | 'unknown' {
  if (!/^\d{1,3}\.0$/.test(version)) return 'unknown';
  const number = Number(version.slice(0, -2));
  if (number > newest) return 'unknown';
  return number < oldest ? 'gone' : 'ok';
}

/** SOAP sign-in ended with 65.0. */
export function allowsSoapLogin(version: string): boolean {
  return Number(version) < 65;
}
