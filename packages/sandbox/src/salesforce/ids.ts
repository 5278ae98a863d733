const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const checks = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
const idPattern = /^[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?$/;

/** The id of the record with this number, 18 characters: key prefix, pod, counter, checksum. */
export function makeId(keyPrefix: string, number: number): string {
  let digits = '';
  for (let rest = number; rest > 0; rest = Math.floor(rest / 62)) digits = `${alphabet[rest % 62]}${digits}`;
  return toId18(`${keyPrefix}Cw${digits.padStart(10, '0')}`);
}

/** Adds the three characters that make a 15-character id safe where case is ignored. */
export function toId18(id15: string): string {
  let suffix = '';
  for (let start = 0; start < 15; start += 5) {
    let bits = 0;
    for (let offset = 0; offset < 5; offset += 1) {
      const char = id15[start + offset]!;
      if (char >= 'A' && char <= 'Z') bits |= 1 << offset;
    }
    suffix += checks[bits]!;
  }
  return id15 + suffix;
}

/**
 * The 18-character form of an id in either form; undefined when it has not the form of an id. In the long form the
 * checksum restores the case of letters, so `a` for `A` is forgiven; in the short form case counts.
 */
export function normalizeId(text: string): string | undefined {
  if (!idPattern.test(text)) return undefined;
  if (text.length === 15) return toId18(text);
  return restoreCase(text);
}

function restoreCase(id18: string): string | undefined {
  const suffix = id18.slice(15).toUpperCase();
  let id15 = '';
  for (let index = 0; index < 15; index += 1) {
    const bits = checks.indexOf(suffix[Math.floor(index / 5)]!);
    if (bits < 0) return undefined;
    const char = id18[index]!;
    id15 += bits & (1 << (index % 5)) ? char.toUpperCase() : char.toLowerCase();
  }
  const restored = toId18(id15);
  return restored.slice(15) === suffix ? restored : undefined;
}
