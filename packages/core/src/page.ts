import { createHash } from 'node:crypto';
import type { CallContext } from './context.ts';
import type { Cell, RecordOf, RecordSet } from './record-set.ts';
import { ConnectorError } from './connector-error.ts';
import { cutCell, maxCellLength, toCell } from './cells.ts';

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
  const notes = [...(options.notes ?? [])];
  const rows: Cell[][] = [];
  let bytes = 0;
  let cut = 0;
  for (const source of options.rows) {
    const cells = source.map((value) => cutCell(toCell(value)));
    const row = cells.map(({ cell }) => cell);
    bytes += Buffer.byteLength(JSON.stringify(row)) + 1;
    if (bytes > maxPageBytes && rows.length > 0) break;
    cut += cells.filter((cell) => cell.cut).length;
    rows.push(row);
  }
  if (cut > 0)
    notes.push(`${cut} ${cut === 1 ? 'cell was' : 'cells were'} cut at ${maxCellLength} characters; read the record for the whole text.`);
  const position = options.next?.(rows.length);
  if (position === undefined && rows.length < options.rows.length)
    notes.push(`Only the first ${rows.length} of ${options.rows.length} rows fit; ask for fewer columns or narrower filters.`);
  return {
    object: options.object,
    columns: options.columns,
    rows,
    ...(options.total === undefined ? {} : { total: options.total }),
    ...(position === undefined ? {} : { cursor: sealCursor(call, options.query, position) }),
    ...(notes.length === 0 ? {} : { notes }),
  };
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
  const notes = [...(options.notes ?? [])];
  let room = maxPageBytes;
  const fields = Object.entries(options.fields).map(([name, value]): [string, Cell] => {
    const cell = toCell(value);
    const size = typeof cell === 'string' ? Buffer.byteLength(cell) : 8;
    if (size <= Math.max(room, 8)) {
      room -= size;
      return [name, cell];
    }
    notes.push(`${name} was cut: the record is larger than ${maxPageBytes} bytes.`);
    const short = cutCell(cell).cell;
    room -= typeof short === 'string' ? Buffer.byteLength(short) : 8;
    return [name, short];
  });
  return {
    object: options.object,
    id: options.id,
    fields: Object.fromEntries(fields),
    ...(options.url === undefined ? {} : { url: options.url }),
    ...(notes.length === 0 ? {} : { notes }),
  };
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
