import type { Call, Change, ColumnOrigin, Failure, RecordOf, RecordSet, TrailLog } from '@causeway/core';
import { everyObject, type Shown } from './object-rules.ts';
import type { CallerRules } from './rule-book.ts';
import type { KnownCall } from './judgement.ts';
import { mapOutput } from '../output.ts';
import { refusal } from '../refusal.ts';
import { withheldText } from './withhold-error.ts';
import { withoutDescriptions } from './descriptions.ts';

const masked = '[masked]';
const note = 'Some columns are not shown: your access does not include them.';

export interface WithholdOptions {
  readonly rules: CallerRules;
  /** Whether some field of an object of the call is hidden. */
  readonly restricted: boolean;
  /** Objects whose restriction by record was checked before the write. */
  readonly cleared: readonly string[];
}

/** What may be shown of an answer. Throws when a restriction by record was not applied to it. */
export function withhold(output: unknown, call: KnownCall, options: WithholdOptions): unknown {
  const sight = createSight(call, options);
  if (call.via === 'preview') return withholdChanges(output as readonly Change[], call, sight);
  requireRows(
    call,
    [...sight.log.columns.values()].flat().map(({ object }) => object),
    sight,
  );
  return mapOutput(output, {
    set: (set) => showSet(set, sight),
    record: (record) => showRecord(record, sight),
    failure: (failure) => (sight.restricted ? hideFailure(failure) : failure),
    text: (text) => sight.redescribe(text),
    entry: (text) => text === '' || sight.redescribe(text) !== '',
  });
}

/** How far the rules let a caller see into one answer. */
interface Sight {
  readonly restricted: boolean;
  readonly log: TrailLog;
  object(name: string): { readonly denied: boolean; readonly restricted: boolean };
  /** Whether restrictions by record apply to an object and nobody said that they were applied. */
  unchecked(object: string): boolean;
  field(object: string, name: string): Shown;
  column(name: string, restricted: boolean): Shown;
  /** A text without its descriptions of hidden fields. */
  redescribe(text: string): string;
  /** Whether a text has such a field's name in it. */
  mentions(text: string): boolean;
}

function createSight(call: KnownCall, { rules, restricted, cleared }: WithholdOptions): Sight {
  const view = (object: string) => rules.of(call.connector, call.tool, 'read', object);
  const { log } = call.context.trail;
  const field = (object: string, name: string): Shown => (view(object).decision === 'deny' ? 'remove' : view(object).field(name).shown);
  const objects = [...new Set(call.access.map(({ object }) => object))];
  const hides = (name: string) => objects.some((object) => view(object).field(name).shown === 'remove');
  const applied = new Set([...log.restricted, ...cleared].map((object) => object.toLowerCase()));
  return {
    restricted,
    log,
    field,
    object: (name) => ({ denied: view(name).decision === 'deny', restricted: view(name).restricted }),
    unchecked: (object) => view(object).rows.length > 0 && !applied.has(object.toLowerCase()),
    column: (name, inForce) => strictest(log.columns.get(name), inForce, field),
    redescribe: (text) => (restricted ? withoutDescriptions(text, hides, (object, name) => field(object, name) === 'remove') : text),
    mentions: (text) => restricted && (text.match(word)?.some(hides) ?? false),
  };
}

const strictness: readonly Shown[] = ['keep', 'mask', 'remove'];

function strictest(origins: readonly ColumnOrigin[] | undefined, inForce: boolean, field: (object: string, name: string) => Shown): Shown {
  if (origins === undefined) return inForce ? 'remove' : 'keep';
  const verdicts = origins.map((origin) => field(origin.object, origin.field));
  return verdicts.reduce((a, b) => (strictness.indexOf(b) > strictness.indexOf(a) ? b : a), 'keep');
}

const word = /[\p{L}\p{N}_.]+/gu;

/** A change of a record that exists shows what is in it; one without id shows what the caller wants to write. */
function withholdChanges(changes: readonly Change[], call: KnownCall, sight: Sight): readonly Change[] {
  requireRows(
    call,
    changes.flatMap(({ object, id }) => (id === undefined ? [] : [object])),
    sight,
  );
  return changes.flatMap((change) => showChange(change, call, sight));
}

/** Fails when a restriction by record applied and the connector did not say that it was applied. */
function requireRows({ access, via }: Call, shown: readonly string[], sight: Sight): void {
  const read = access.filter(({ effect }) => via === 'preview' || effect === 'read').map(({ object }) => object);
  // Over all objects, the answer itself shows which ones it is about.
  const objects = new Set([...read, ...shown].filter((object) => object !== everyObject));
  for (const object of objects) if (sight.unchecked(object)) throw withheld();
}

function showSet(set: RecordSet, sight: Sight): RecordSet {
  const { denied, restricted } = sight.object(set.object);
  if (denied || sight.unchecked(set.object)) return { object: set.object, columns: [], rows: [], notes: [note] };
  const verdicts = set.columns.map((name) => sight.column(name, restricted || sight.restricted));
  if (verdicts.every((verdict) => verdict === 'keep')) return { ...set, ...noted(set.notes, sight, false) };
  const kept = verdicts.flatMap((verdict, index) => (verdict === 'remove' ? [] : [index]));
  return {
    ...set,
    columns: kept.map((index) => set.columns[index] ?? ''),
    rows: set.rows.map((row) => kept.map((index) => (verdicts[index] === 'mask' ? masked : (row[index] ?? null)))),
    ...noted(set.notes, sight, kept.length < verdicts.length),
  };
}

function showRecord(record: RecordOf, sight: Sight): RecordOf {
  const { denied, restricted } = sight.object(record.object);
  if (denied || sight.unchecked(record.object)) throw withheld();
  const entries = Object.entries(record.fields);
  const shown = entries.flatMap(([name, value]): [string, typeof value][] => {
    const verdict = sight.column(name, restricted || sight.restricted);
    return verdict === 'remove' ? [] : [[name, verdict === 'mask' ? masked : value]];
  });
  return { ...record, fields: Object.fromEntries(shown), ...noted(record.notes, sight, shown.length < entries.length) };
}

/** Notes are the connector's words and may name a field. */
function noted(notes: readonly string[] | undefined, sight: Sight, removed: boolean): { readonly notes?: readonly string[] } {
  if (notes === undefined && !removed) return {};
  const kept = (notes ?? []).filter((text) => !sight.mentions(text));
  return { notes: removed ? [...kept, note] : kept };
}

/** A change of a hidden field that the call itself names stays visible as such; others are left out. */
function showChange(change: Change, { access }: Call, sight: Sight): readonly Change[] {
  const { denied } = sight.object(change.object);
  const shown = denied ? 'remove' : sight.field(change.object, change.field);
  if (shown === 'keep') return [change];
  const named = access.some(({ object, fields }) => object === change.object && fields !== '*' && fields.includes(change.field));
  return shown === 'mask' || named ? [{ ...change, before: masked, after: masked }] : [];
}

function hideFailure(failure: Failure): Failure {
  return { ...failure, message: withheldText };
}

function withheld(): Error {
  return refusal('permission_denied', 'The answer is withheld: your access could not be applied to it.');
}
