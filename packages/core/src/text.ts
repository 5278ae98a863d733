// Control and format characters, lone surrogates, and what Unicode calls ignorable: bidirectional marks, zero-width characters,
// variation selectors, fillers, tags. Tab and line feed stay.
const hidden = /[[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}\u2028\u2029]--[\t\n]]/gv;

/** Text from a record, without characters that a person cannot see and a model would obey. */
export function cleanText(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll(hidden, '');
}

/** Whether a text holds characters that `cleanText` would take away. For texts of our own, which must hold none. */
export function hasHiddenText(text: string): boolean {
  return cleanText(text) !== text;
}
