import { parse } from '@causeway/core';
import { inLab } from '../lab/lab.ts';
import { businessOf, leavesOf, notesOf, parseJson } from './values.ts';
import { hold, holdAll } from '../violation.ts';
import { explain, undisturbed } from './judgement.ts';
import type { SampleRule } from './rule.ts';
import { verbOf } from './vocabulary.ts';

export const answers: SampleRule = {
  id: 'answers',
  says: 'answers its sample in the shape that it declares',
  of: 'sample',
  async check(subject, sample) {
    await inLab(subject, async (lab) => {
      const { outcome, requests } = await lab.attempt(sample);
      hold(outcome.kind === 'answer', () => `The sample got ${explain(outcome)}.`);
      const tool = lab.tool(sample.tool);
      const result = await parse(tool.output, outcome.output);
      holdAll((result.issues ?? []).map(({ path, message }) => `The answer does not fit the output schema: ${path}: ${message}`));
      const torn = businessOf(outcome.output).sets.filter(({ columns, rows }) => rows.some((row) => row.length !== columns.length));
      holdAll(torn.map(({ object }) => `A row of "${object}" has not as many cells as there are columns.`));
      hold(tool.requests === 0 || requests.length > 0, 'The sample sent nothing to the system, so nothing was tested.');
    });
  },
};

/** Shortest text and smallest number that cannot be the same by chance. */
const telling = (leaf: string | number) =>
  typeof leaf === 'string' ? /\p{L}.*\p{L}.*\p{L}/u.test(leaf) : !Number.isInteger(leaf) || leaf >= 1_000;

export const cells: SampleRule = {
  id: 'cells',
  says: 'keeps business values in the cells of a RecordSet or a RecordOf, where governance can hold them',
  of: 'sample',
  async check(subject, sample) {
    if (verbOf(sample.tool) === 'describe') return;
    const attempt = await undisturbed(subject, sample);
    if (attempt === undefined) return;
    const { output, requests, access } = attempt;
    const { outside } = businessOf(output);
    const schema = new Set<unknown>(access.map(({ object }) => object));
    const told = requests
      .flatMap(({ answer }) => [...leavesOf(parseJson(answer?.body))])
      .filter((leaf) => telling(leaf) && !schema.has(leaf));
    const values = new Set<unknown>(told);
    const sentences = told.filter((leaf) => typeof leaf === 'string' && leaf.length >= 8 && leaf.includes(' ')) as string[];
    holdAll([
      ...outside
        .filter((value) => values.has(value))
        .map((value) => `${JSON.stringify(value)} came from the system and stands outside of any cell.`),
      ...notesOf(output).flatMap((note) =>
        sentences.filter((text) => note.includes(text)).map((text) => `A note repeats the value ${JSON.stringify(text)}.`),
      ),
    ]);
  },
};
