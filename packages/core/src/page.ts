import { createHash } from 'node:crypto';
import type { CallContext } from './context.ts';
import type { Cell, RecordOf, RecordSet } from './record-set.ts';
import { ConnectorError } from './connector-error.ts';
import { cutCell, maxCellLength, toCell } from './cells.ts';
import { cleanText } from './text.ts';

/** Most bytes of rows on one page, as JSON. */
export const maxPageBytes = 48_000;

export interface PageOptions {
  readonly object: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
  readonly total?: number | undefined;
  readonly notes?: readonly string[] | undefined;
  /** What the cursor belongs to: it is refused for any other query. */
  readonly query?: unknown;
  /**
   * Where the next page starts when the first `kept` rows were shown, as any JSON value; undefined when nothing follows. Called
   * with fewer than all rows when the page had to end early.
   */
  readonly next?: (kept: number) => unknown;
}

/** A bounded page: hidden characters gone, long cells cut with a note, at most 48 kB of rows, a sealed cursor to the rest. */
export function page(call: CallContext, options: PageOptions): RecordSet {
  const rows: (readonly Cell[])[] = [];
  let bytes = 0;
  let cut = 0;
  let length = maxCellLength;
  for (const source of options.rows) {
    const whole = source.map(toCell);
    let row = cutRow(whole, length);
    // A first row that is larger than a page would stand in the way of all others: it is cut until it fits.
    while (rows.length === 0 && sizeOf(row) > maxPageBytes && length > 1) row = cutRow(whole, (length = Math.floor(length / 2)));
    bytes += sizeOf(row) + 1;
    if (bytes > maxPageBytes && rows.length > 0) break;
    cut += row.filter((cell, index) => cell !== whole[index]).length;
    rows.push(row);
  }
  const { total, next, query } = options;
  const position = next?.(rows.length);
  const left = position === undefined && rows.length < options.rows.length;
  const notes = [
    ...(options.notes ?? []),
    ...(cut === 0
      ? []
      : [`${cut} ${cut === 1 ? 'cell was' : 'cells were'} cut at ${length} characters; read the record for the whole text.`]),
    ...(left ? [`Only the first ${rows.length} of ${options.rows.length} rows fit; ask for fewer columns or narrower filters.`] : []),
  ];
  return {
    object: cleanText(options.object),
    columns: options.columns.map(cleanText),
    rows,
    ...(total === undefined ? {} : { total }),
    ...(position === undefined ? {} : { cursor: sealCursor(call, query, position) }),
    ...(notes.length === 0 ? {} : { notes: notes.map(cleanText) }),
  };
}

function cutRow(row: readonly Cell[], length: number): readonly Cell[] {
  return row.map((cell) => cutCell(cell, length).cell);
}

function sizeOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}

export interface RecordOptions {
  readonly object: string;
  readonly id: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly url?: string | undefined;
  readonly notes?: readonly string[] | undefined;
}

/** One record for the answer. Cells may be long here, up to the size of a page in all, because this is where one reads the whole text. */
export function record(options: RecordOptions): RecordOf {
  const cut: string[] = [];
  let room = maxPageBytes;
  const fields = Object.entries(options.fields).map(([key, value]): readonly [string, Cell] => {
    const name = cleanText(key);
    const whole = toCell(value);
    const cell = fit(whole, room);
    if (cell !== whole) cut.push(name);
    room -= sizeOf(cell);
    return [name, cell];
  });
  const notes = [
    ...(options.notes ?? []),
    ...(cut.length === 0 ? [] : [`${enumerate(cut)} cut: the record is larger than ${maxPageBytes} bytes.`]),
  ];
  return {
    object: cleanText(options.object),
    id: cleanText(options.id),
    fields: Object.fromEntries(fields),
    ...(options.url === undefined ? {} : { url: cleanText(options.url) }),
    ...(notes.length === 0 ? {} : { notes: notes.map(cleanText) }),
  };
}

/** The cell whole, or as long as in a page, or as long as there is room. */
function fit(cell: Cell, room: number): Cell {
  if (typeof cell !== 'string' || sizeOf(cell) <= room) return cell;
  const short = cutCell(cell).cell;
  // No character takes more than three bytes per code unit.
  return sizeOf(short) <= room ? short : cutCell(cell, Math.max(1, Math.floor(room / 3))).cell;
}

const maxNamed = 10;

function enumerate(names: readonly string[]): string {
  const more = names.length - maxNamed;
  return `${names.slice(0, maxNamed).join(', ')}${more > 0 ? ` and ${more} more` : ''} ${names.length === 1 ? 'was' : 'were'}`;
}

/** A cursor for `position` that is good for this query alone. */
export function sealCursor(call: CallContext, query: unknown, position: unknown): string {
  return call.seal({ q: fingerprint(query), p: position });
}

/** The position in a cursor. Throws `invalid_input` when it is foreign, changed, expired, or belongs to another query. */
export function openCursor(call: CallContext, query: unknown, cursor: string): unknown {
  const content = call.unseal(cursor) as { readonly q?: unknown; readonly p?: unknown } | null;
  if (content?.q === fingerprint(query)) return content.p;
  throw new ConnectorError('invalid_input', 'This cursor belongs to another query.', {
    hint: 'Repeat the call with exactly the arguments that gave the cursor, or leave the cursor out to start again.',
    fields: ['cursor'],
  });
}

function fingerprint(query: unknown): string {
  return createHash('sha256').update(stable(query)).digest('base64url').slice(0, 22);
}

function stable(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(stable).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  const sorted = members.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${sorted.map(([key, member]) => `${JSON.stringify(key)}:${stable(member)}`).join()}}`;
}
