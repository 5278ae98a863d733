import { ConnectorError } from '@causeway/core';
import { field, type Selected } from './statement.ts';
import type { FieldMeta, ObjectMeta } from '../metadata/object-meta.ts';
import type { Tally } from './tally.ts';

const kinds: Readonly<Record<string, (field: FieldMeta) => boolean>> = {
  ALL: () => true,
  STANDARD: ({ custom }) => !custom,
  CUSTOM: ({ custom }) => custom,
};

/** Puts the names in the place of FIELDS(ALL), so that only what is within bounds is asked for. */
export function expandFields(selected: readonly Selected[], object: ObjectMeta, tally: Tally): readonly Selected[] {
  return selected.flatMap((one): readonly Selected[] => {
    if (one.kind !== 'call' || one.name.toUpperCase() !== 'FIELDS') return [one];
    const [kind] = one.args;
    const matches = kind?.kind === 'field' ? kinds[kind.path.toUpperCase()] : undefined;
    if (matches === undefined) throw new ConnectorError('invalid_input', 'FIELDS() takes ALL, STANDARD or CUSTOM.');
    tally.readAll(object.name);
    return object.fields.filter(matches).map(({ name }) => field(name));
  });
}
