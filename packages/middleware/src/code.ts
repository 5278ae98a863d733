/** Whether a system's code is a word, as codes are. Anything else could be a sentence, and quote a record. */
export function isCode(text: string): boolean {
  return /^[A-Za-z][A-Za-z_.-]{1,63}$/.test(text);
}
