import type { Cell, ColumnOrigin, TrailLog } from '@causeway/core';
import type { CompiledRule } from './rule.ts';
import type { Journal } from '../journal.ts';
import type { Redaction } from './action.ts';

/** The rule that a column falls under. */
export interface ColumnRule {
  readonly what: string;
  readonly redaction: Redaction;
  readonly drops: boolean;
}

/** The rules for one answer, with what the connector told of its columns. */
export interface Scrub {
  column(name: string): ColumnRule | undefined;
  field(object: string, field: string): ColumnRule | undefined;
  /** What detectors leave of a value. */
  cell(cell: Cell): Cell;
  text(this: void, text: string): string;
  count(what: string, values: number): void;
}

const unclassified = 'unclassified';

export function createScrub(rules: readonly CompiledRule[], log: Pick<TrailLog, 'columns'>, journal: Journal): Scrub {
  const finders = rules.flatMap(({ detectors, redaction, id }) =>
    detectors.map((detector) => ({ detector, redaction, what: id ?? detector.name })),
  );
  const byColumn = rules.filter(({ classes, fields }) => classes !== undefined || fields !== undefined);
  const text = (value: string): string => {
    let clean = value;
    for (const { detector, redaction, what } of finders) {
      const spans = detector.find(clean);
      if (spans.length === 0) continue;
      journal.redacted(what, spans.length);
      // From the end, so that earlier places stay where they are.
      for (const { start, end } of [...spans].reverse())
        clean = `${clean.slice(0, start)}${redaction(clean.slice(start, end), what) ?? ''}${clean.slice(end)}`;
    }
    return clean;
  };
  return {
    text,
    column: (name) => ruleFor(byColumn, log.columns.get(name) ?? [{ object: '', field: name, class: unclassified }]),
    field: (object, field) => ruleFor(byColumn, originsOf(log, object, field)),
    cell(cell) {
      if (finders.length === 0 || (typeof cell !== 'string' && typeof cell !== 'number')) return cell;
      const before = String(cell);
      const after = text(before);
      return after === before ? cell : after;
    },
    count: (what, values) => journal.redacted(what, values),
  };
}

/** What the connector told of a field, under whichever column name. */
function originsOf(log: Pick<TrailLog, 'columns'>, object: string, field: string): readonly ColumnOrigin[] {
  const told = [...log.columns.values()].flat().filter((origin) => origin.object === object && origin.field === field);
  return told.length === 0 ? [{ object, field, class: unclassified }] : told;
}

function ruleFor(rules: readonly CompiledRule[], origins: readonly ColumnOrigin[]): ColumnRule | undefined {
  for (const { classes, fields, redaction, drops, id } of rules)
    for (const { object, field, class: name } of origins) {
      if (fields?.(`${object}.${field}`) === true) return { what: id ?? field, redaction, drops };
      const hit = classes === undefined ? undefined : classesOf(name).find((one) => one === unclassified || classes(one));
      if (hit !== undefined) return { what: id ?? hit, redaction, drops };
    }
  return undefined;
}

/** A field can have several classes: `PII;GDPR`. */
function classesOf(name: string | undefined): readonly string[] {
  return name?.split(';').map((one) => one.trim()) ?? [];
}
