import { inspect } from 'node:util';
import { hold } from '../violation.ts';
import { remainsOf, type Remains } from './remains.ts';
import type { SampleRule } from './rule.ts';

/** Where a credential could slip into. */
interface Place {
  readonly id: string;
  readonly where: string;
  readonly textsOf: (remains: Remains) => readonly string[];
}

const places: readonly Place[] = [
  {
    id: 'secret-answers',
    where: 'an answer',
    textsOf: ({ outcomes }) => outcomes.flatMap((one) => (one.kind === 'answer' ? printed(one.output) : [])),
  },
  {
    id: 'secret-messages',
    where: 'what a caller sees of an error',
    textsOf: ({ outcomes }) => outcomes.flatMap((one) => (one.kind === 'error' ? [json(one.error)] : [])),
  },
  { id: 'secret-errors', where: 'an error or its cause', textsOf: discreetErrors },
  { id: 'secret-logs', where: 'the log', textsOf: ({ logs }) => [logs] },
  {
    id: 'secret-objects',
    where: 'what can be printed of the connector, its trail or its health',
    textsOf: ({ objects }) => objects.flatMap(printed),
  },
];

export const secrecyRules: readonly SampleRule[] = places.map(({ id, where, textsOf }) => ({
  id,
  says: `lets no credential slip into ${where}`,
  of: 'sample',
  async check(subject, sample) {
    const remains = await remainsOf(subject, sample);
    const found = textsOf(remains).find((text) => tells(text, remains));
    hold(found === undefined, () => `A credential stands in ${where}: ${censored(found as string, remains.secrets)}`);
  },
}));

/** Errors with all that they carry, down to the last cause. Those that tell a secret openly are for another rule to name. */
function discreetErrors(remains: Remains): readonly string[] {
  return remains.outcomes.flatMap((one) => (one.kind === 'error' && !tells(json(one.error), remains) ? printed(one.thrown) : []));
}

function tells(text: string, { secrets }: Remains): boolean {
  return secrets.some((secret) => text.includes(secret));
}

function printed(value: unknown): readonly string[] {
  return [inspect(value, { depth: 12, showHidden: true, maxArrayLength: null, maxStringLength: null }), json(value)];
}

function json(value: unknown): string {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return '';
  }
}

function censored(text: string, secrets: readonly string[]): string {
  const at = Math.max(...secrets.map((secret) => text.indexOf(secret)));
  const near = text.slice(Math.max(0, at - 120), at + 120);
  return secrets.reduce((result, secret) => result.replaceAll(secret, '[the credential]'), near);
}
