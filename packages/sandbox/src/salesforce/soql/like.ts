import type { Character } from './literals.ts';

/** Compiles a LIKE pattern: `%` any text, `_` one character, both literal behind a backslash. Case does not count.
 *  Runs in pattern × text steps at worst, whatever the pattern. */
export function like(pattern: readonly Character[]): (text: string) => boolean {
  const parts = pattern.map(part);
  return (text) => matches(parts, text.toLowerCase());
}

type Part = '%' | '_' | { readonly character: string };

function part({ text, escaped }: Character): Part {
  return !escaped && (text === '%' || text === '_') ? text : { character: text.toLowerCase() };
}

function matches(parts: readonly Part[], text: string): boolean {
  const characters = Array.from(text);
  let at = 0;
  let part = 0;
  let retryAt = 0;
  let retryPart = -1;
  while (at < characters.length) {
    const wanted = parts[part];
    if (wanted === '%') {
      retryPart = part + 1;
      retryAt = at;
      part += 1;
    } else if (wanted === '_' || (wanted !== undefined && wanted.character === characters[at])) {
      part += 1;
      at += 1;
    } else if (retryPart === -1) {
      return false;
    } else {
      retryAt += 1;
      at = retryAt;
      part = retryPart;
    }
  }
  return parts.slice(part).every((rest) => rest === '%');
}
