import type { Access } from '@causeway/core';
import type { Attempt } from '../lab/attempt.ts';
import { inLab } from '../lab/lab.ts';
import { undisturbed, type Answered } from './judgement.ts';
import { businessOf } from './values.ts';
import { holdAll } from '../violation.ts';
import type { SampleRule } from './rule.ts';
import { verbOf } from './vocabulary.ts';

export const accessCovers: SampleRule = {
  id: 'access',
  says: 'names in `access` everything that the run then touches',
  of: 'sample',
  async check(subject, sample) {
    const attempt = await undisturbed(subject, sample);
    if (attempt === undefined) return;
    // What describes a schema holds no records.
    const shown = verbOf(sample.tool) === 'describe' ? undefined : attempt.output;
    holdAll([...new Set([...uncoveredObjects(attempt, shown), ...uncoveredIds(attempt), ...uncoveredFields(attempt)])]);
  },
};

function of(access: readonly Access[], object: string): readonly Access[] {
  return access.filter((one) => one.object === object || one.object === '*');
}

function uncoveredObjects({ access, trail }: Answered, shown: unknown): readonly string[] {
  const { sets, records } = businessOf(shown);
  const seen = [...trail.touched.keys(), ...sets.map(({ object }) => object), ...records.map(({ object }) => object)];
  return seen
    .filter((object) => of(access, object).length === 0)
    .map((object) => `It touched "${object}", which \`access\` does not name.`);
}

function uncoveredIds({ access, trail }: Attempt): readonly string[] {
  return [...trail.touched].flatMap(([object, ids]) => {
    const named = of(access, object);
    if (named.length === 0 || named.some((one) => one.ids === undefined)) return [];
    const known = new Set(named.flatMap((one) => one.ids ?? []));
    return [...ids].filter((id) => !known.has(id)).map((id) => `It touched ${object} ${id}; \`access\` names other records.`);
  });
}

function uncoveredFields({ access, trail }: Attempt): readonly string[] {
  return [...trail.columns].flatMap(([column, origins]) =>
    origins.flatMap(({ object, field }) => {
      const covered = of(access, object).some(({ fields }) => fields === '*' || fields.includes(field));
      return covered ? [] : [`The column "${column}" comes from ${object}.${field}, which \`access\` does not name.`];
    }),
  );
}

export const accessEffect: SampleRule = {
  id: 'access-effect',
  says: 'names in `access` the effect that the tool declares',
  of: 'sample',
  async check(subject, sample) {
    const effect = await inLab(subject, (lab) => Promise.resolve(lab.tool(sample.tool).effect));
    const attempt = await undisturbed(subject, sample);
    if (attempt === undefined) return;
    const effects = attempt.access.map((one) => one.effect);
    const fits = effect === 'read' ? effects.every((one) => one === 'read') : effects.includes(effect);
    holdAll(fits ? [] : [`The effect of the tool is "${effect}"; \`access\` says: ${effects.join(', ') || 'nothing'}.`]);
  },
};

export const trailTold: SampleRule = {
  id: 'trail',
  says: 'tells the trail where each column comes from, and which records it named or changed',
  of: 'sample',
  async check(subject, sample) {
    if (verbOf(sample.tool) === 'describe') return;
    const attempt = await undisturbed(subject, sample);
    if (attempt === undefined) return;
    const { output, trail, access } = attempt;
    const { sets, records } = businessOf(output);
    const columns = [...sets.flatMap((set) => set.columns), ...records.flatMap(({ fields }) => Object.keys(fields))];
    const silent = columns
      .filter((column) => !trail.columns.has(column))
      .map((column) => `The trail was not told the origin of "${column}".`);
    const unnamed = records.filter(({ object, id }) => trail.touched.get(object)?.has(id) !== true);
    const untouched = access.some(({ effect }) => effect !== 'read') && [...trail.touched.values()].every((ids) => ids.size === 0);
    holdAll([
      ...new Set(silent),
      ...unnamed.map(({ object, id }) => `The trail was not told of ${object} ${id}.`),
      ...(untouched ? ['It wrote, and the trail was told of no record.'] : []),
    ]);
  },
};
