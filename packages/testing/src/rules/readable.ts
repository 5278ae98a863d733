import { businessOf, parseJson, textsOf } from './values.ts';
import type { Sample, Subject } from '../lab/subject.ts';
import { undisturbed, type Answered } from './judgement.ts';
import { verbOf } from './vocabulary.ts';

/** Texts that the system sends and that a model gets to read with this sample. Ids, dates, addresses, names and codes are left out. */
export async function readableTexts(subject: Subject, sample: Sample): Promise<readonly string[]> {
  const attempt = await undisturbed(subject, sample);
  if (attempt === undefined) return [];
  const shown = textsOf(attempt.output).join('\n');
  const sent = new Set(attempt.requests.flatMap(({ answer }) => textsOf(parseJson(answer?.body))));
  const names = namesIn(attempt);
  const words = [...sent].filter(
    (text) => /^[\p{L}\p{P} ]{3,}$/u.test(text) && !/[_/:@]/.test(text) && !names.has(text) && shown.includes(text),
  );
  const sentences = words.filter((text) => text.trim().includes(' '));
  // The single words of a schema are its names and types, which a connector works by.
  return sentences.length > 0 || verbOf(sample.tool) === 'describe' ? sentences : words;
}

function namesIn({ access, trail, output }: Answered): ReadonlySet<string> {
  const { sets, records } = businessOf(output);
  return new Set([
    ...access.map(({ object }) => object),
    ...[...trail.touched.values()].flatMap((ids) => [...ids]),
    ...sets.flatMap(({ object, columns }) => [object, ...columns]),
    ...records.flatMap(({ object, id, fields }) => [object, id, ...Object.keys(fields)]),
  ]);
}
