/** How far Salesforce shows a statement around the place of an error, before it rounds to whole words. */
const BEFORE = 30;
const AFTER = 31;

/** The lines that Salesforce puts before the text of an error in a statement:
 *  the words around the place, a caret under it, and the row and column.
 *  The window was worked out from published error messages: it starts 30 characters before the place and ends 31
 *  after it, then grows outward to the next space or comma, within one row.
 *  @param at offset that the caret points to */
export function excerpt(text: string, at: number): string {
  const rowStart = text.lastIndexOf('\n', at - 1) + 1;
  const rowEnd = indexOrEnd(text, '\n', at);
  let start = Math.max(at - BEFORE, rowStart);
  while (start > rowStart && !separates(text[start - 1])) start -= 1;
  let end = Math.min(at + AFTER, rowEnd);
  while (end < rowEnd && !separates(text[end])) end += 1;
  const row = text.slice(0, rowStart).split('\n').length;
  const shown = text.slice(start, end).replace(/\r$/, '');
  return `\n${shown}\n${' '.repeat(at - start)}^\nERROR at Row:${row}:Column:${at - rowStart + 1}\n`;
}

function indexOrEnd(text: string, search: string, from: number): number {
  const found = text.indexOf(search, from);
  return found === -1 ? text.length : found;
}

function separates(character: string | undefined): boolean {
  return character === undefined || character === ',' || /\s/.test(character);
}
