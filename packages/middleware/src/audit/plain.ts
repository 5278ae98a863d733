import { cleanText } from '@causeway/core';

const maxLength = 200;

/** Text from outside, bounded and without characters that could hide something or break the canonical form. */
export function plain(text: string): string {
  return cleanText(text.slice(0, maxLength));
}

export function plainList(texts: readonly string[]): readonly string[] {
  return texts.map(plain);
}
