/** Rows of a text table with `|` between cells and the names of the columns in its first line. */
export function parseTable(text: string): readonly Readonly<Record<string, string>>[] {
  const [head = [], ...rows] = text
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()));
  return rows.map((cells) => Object.fromEntries(head.map((name, index) => [name, cells[index] ?? ''])));
}

/** A block of a text that starts with `## cell | cell …`. */
export interface Block {
  readonly cells: readonly string[];
  readonly lines: readonly string[];
}

export function parseBlocks(text: string): readonly Block[] {
  return text
    .split(/^## /m)
    .slice(1)
    .map((block) => {
      const [head = '', ...lines] = block.trim().split('\n');
      return { cells: head.split('|').map((cell) => cell.trim()), lines };
    });
}
