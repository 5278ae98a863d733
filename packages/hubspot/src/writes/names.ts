import { cleanText } from '@causeway/core';
import { valueOf } from '../records/record.ts';
import type { ObjectMeta } from '../metadata/metadata.ts';
import { stageNames } from '../metadata/stage-names.ts';
import type { Workspace } from '../workspace.ts';

/** Shows a value for a person: what it stands for, with the value itself. */
export interface Namer {
  (name: string, text: string | null | undefined): unknown;
  /** The value alone. */
  value(name: string, text: string | null | undefined): unknown;
}

const stages: ReadonlySet<string> = new Set(['dealstage', 'hs_pipeline_stage']);
const pipelines: ReadonlySet<string> = new Set(['pipeline', 'hs_pipeline']);

/** Looks up what the values of some properties are called. */
export async function namerFor(workspace: Workspace, object: ObjectMeta, names: readonly string[]): Promise<Namer> {
  const staged = names.some((name) => stages.has(name) || pipelines.has(name));
  const [zone, known, owners] = await Promise.all([
    workspace.zone(),
    staged ? stageNames(workspace, object.name) : undefined,
    names.includes('hubspot_owner_id') ? workspace.owners() : undefined,
  ]);
  // A policy compares values as they are.
  const plain = new Set(workspace.filtersOf(object.name).map(({ field }) => field));
  const nameOf = (name: string, text: string): string | undefined => {
    if (name === 'hubspot_owner_id') return owners?.get(text)?.name;
    if (stages.has(name)) return known?.stage(text);
    if (pipelines.has(name)) return known?.pipeline(text);
    return object.properties.get(name)?.options.find(({ value }) => value === text)?.label;
  };
  const value = (name: string, text: string | null | undefined): unknown => {
    if (text === null || text === undefined || text === '') return null;
    const typed = valueOf({ id: '', properties: { [name]: text } }, object.all.get(name), name, zone);
    return typeof typed === 'string' ? cleanText(typed) : typed;
  };
  const show = (name: string, text: string | null | undefined): unknown => {
    const called = text === null || text === undefined || plain.has(name) ? undefined : nameOf(name, text);
    return called === undefined || called === text ? value(name, text) : cleanText(`${called} (${text ?? ''})`);
  };
  return Object.assign(show, { value });
}
