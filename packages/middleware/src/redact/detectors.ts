/** Where in a text something was found. `end` is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Finds one kind of personal data in text. National ids and the like plug in here. Must take linear time: texts come from outside. */
export interface Detector {
  /** Names it in counts and in masks: `[email]`. */
  readonly name: string;
  find(text: string): readonly Span[];
}

const email: Detector = {
  name: 'email',
  find: (text) => (text.includes('@') ? matches(text, /[\p{L}\p{N}._%+'-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/gu) : []),
};

/** International numbers, and national ones that are written as such: a number alone could be anything. */
const phone: Detector = {
  name: 'phone',
  find: (text) =>
    matches(text, /(?<![\p{L}\p{N}+])(?:(?:\+|00)\d|\(\d{2,5}\)[ ./-]?\d)[\d .()/-]{4,20}\d(?!\p{N})/gu).filter(({ start, end }) => {
      const digits = countDigits(text.slice(start, end));
      return digits >= 8 && digits <= 17;
    }),
};

const card: Detector = {
  name: 'card',
  find: (text) =>
    matches(text, /(?<![\p{N}.,])[2-6]\d(?:[ -]?\d){11,17}(?![\p{N}])/gu).filter(({ start, end }) => isLuhn(text.slice(start, end))),
};

const iban: Detector = {
  name: 'iban',
  find: (text) =>
    matches(text, /(?<![\p{L}\p{N}])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?![\p{L}\p{N}])/giu).flatMap((span) =>
      shrink(text, span),
    ),
};

export const detectors = { email, phone, card, iban } as const;

export type DetectorName = keyof typeof detectors;

function matches(text: string, pattern: RegExp): readonly Span[] {
  return [...text.matchAll(pattern)].map(({ index, 0: found }) => ({ start: index, end: index + found.length }));
}

function countDigits(text: string): number {
  return text.replaceAll(/\D/g, '').length;
}

/** The check digit of payment cards, ISO/IEC 7812-1. */
function isLuhn(text: string): boolean {
  const digits = Array.from(text.replaceAll(/\D/g, ''), Number).reverse();
  if (digits.length < 13 || digits.length > 19) return false;
  const sum = digits.reduce((total, digit, index) => total + (index % 2 === 0 ? digit : digit < 5 ? digit * 2 : digit * 2 - 9), 0);
  return sum % 10 === 0;
}

/** The longest beginning, by whole groups, whose check digits fit: words may follow a number without a sign between. */
function shrink(text: string, { start, end }: Span): readonly Span[] {
  for (let stop = end; stop - start >= 15; stop = text.lastIndexOf(' ', stop - 1)) {
    if (isIban(text.slice(start, stop))) return [{ start, end: stop }];
  }
  return [];
}

/** Check digits of ISO 13616: the number modulo 97 is 1, letters counting from 10. */
function isIban(text: string): boolean {
  const compact = text.replaceAll(' ', '').toUpperCase();
  if (compact.length < 15 || compact.length > 34) return false;
  const rearranged = compact.slice(4) + compact.slice(0, 4);
  let remainder = 0;
  for (const letter of rearranged)
    for (const digit of String(Number.parseInt(letter, 36))) remainder = (remainder * 10 + Number(digit)) % 97;
  return remainder === 1;
}
