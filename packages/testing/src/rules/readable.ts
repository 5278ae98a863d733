import type { Sample, Subject } from '../lab/subject.ts';
import { textsOf } from './values.ts';
import { undisturbed } from './judgement.ts';

/** Texts that the system sends and that a model gets to read with this sample. Ids, dates, addresses and codes are left out. */
export async function readableTexts(subject: Subject, sample: Sample): Promise<readonly string[]> {
  const attempt = await undisturbed(subject, sample);
  if (attempt === undefined) return [];
  const ids = new Set([...attempt.trail.touched.values()].flatMap((touched) => [...touched]));
  const shown = textsOf(attempt.output).join('\n');
  const sent = attempt.requests.flatMap(({ answer }) => textsOf(parsed(answer?.body ?? '')));
  const words = [...new Set(sent)].filter(
    (text) => /^[\p{L}\p{P} ]{3,}$/u.test(text) && !/[_/:@]/.test(text) && !ids.has(text) && shown.includes(text),
  );
  const sentences = words.filter((text) => text.trim().includes(' '));
  return sentences.length > 0 ? sentences : words;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
