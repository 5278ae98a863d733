import { inspect } from 'node:util';
import type { Connector } from '@causeway/core';
import { capture } from '../lab/capture.ts';
import { hold } from '../violation.ts';
import { inLab, type Lab } from '../lab/lab.ts';
import { mapTexts } from './values.ts';
import { perSample } from '../lab/per-sample.ts';
import type { Fault } from '../stand-in/fault.ts';
import type { Outcome } from '../lab/attempt.ts';
import type { Sample, Subject } from '../lab/subject.ts';
import type { SampleRule } from './rule.ts';

/** Everything that came of the sample, well and badly served. */
interface Remains {
  readonly outcomes: readonly Outcome[];
  readonly logs: string;
  readonly connector: Connector;
  /** Every secret that was in play, as it is and in base64. */
  readonly secrets: readonly string[];
}

type Place = (remains: Remains) => readonly string[];

const places: readonly { readonly id: string; readonly where: string; readonly of: Place }[] = [
  {
    id: 'secret-answers',
    where: 'an answer',
    of: ({ outcomes }) => outcomes.flatMap((one) => (one.kind === 'answer' ? [show(one.output), json(one.output)] : [])),
  },
  {
    id: 'secret-messages',
    where: 'what a caller sees of an error',
    of: ({ outcomes }) => outcomes.flatMap((one) => (one.kind === 'error' ? [json(one.error)] : [])),
  },
  { id: 'secret-errors', where: 'an error or its cause', of: errorsOf },
  { id: 'secret-logs', where: 'the log', of: ({ logs }) => [logs] },
  { id: 'secret-objects', where: 'the connector, printed', of: ({ connector }) => [show(connector), json(connector)] },
];

export const secrecyRules: readonly SampleRule[] = places.map(({ id, where, of }) => ({
  id,
  says: `lets no credential slip into ${where}`,
  of: 'sample',
  async check(subject, sample) {
    const remains = await remainsOf(subject, sample);
    const found = of(remains).find((text) => remains.secrets.some((secret) => text.includes(secret)));
    hold(found === undefined, () => `A credential stands in ${where}: ${censored(found as string, remains.secrets)}`);
  },
}));

const remainsOf = perSample((subject, sample) => inLab(subject, (lab) => use(lab, subject, sample)));

async function use(lab: Lab, subject: Subject, sample: Sample): Promise<Remains> {
  const echoes = subject.replies.unauthenticated.map(({ body, ...reply }): ((text: string) => Fault) => (text) => ({
    kind: 'reply',
    reply: { ...reply, body: mapTexts(body, (message) => (message.includes(' ') ? `${message} ${text}` : message)) },
  }));
  const minted = new Set<string>();
  const { result: outcomes, text: logs } = await capture(async () => {
    const seen: Outcome[] = [(await lab.attempt(sample)).outcome];
    for (const { headers } of lab.standIn.requests) for (const token of tokensIn(headers['authorization'])) minted.add(token);
    await subject.reset();
    // A system that repeats in its answer what it was sent.
    for (const echo of echoes)
      seen.push(
        (await lab.attempt(sample, { strike: ({ headers }) => echo(headers['authorization'] ?? JSON.stringify(headers)) })).outcome,
      );
    for (const fault of [{ kind: 'reply', reply: { status: 500 } }, { kind: 'drop' }] as const)
      seen.push((await lab.attempt(sample, { strike: () => fault })).outcome);
    return seen;
  });
  const plain = [...lab.wallet.issued, ...minted, ...subject.secrets];
  const secrets = plain.flatMap((secret) => [secret, Buffer.from(secret).toString('base64').replaceAll('=', '')]);
  return { outcomes, logs, connector: lab.connector, secrets };
}

/** The token of a header, which the system itself may have issued. */
function tokensIn(authorization = ''): readonly string[] {
  return authorization
    .split(' ')
    .slice(1)
    .filter((token) => token.length >= 8);
}

function show(value: unknown): string {
  return inspect(value, { depth: 12, showHidden: true, maxArrayLength: null, maxStringLength: null });
}

function json(value: unknown): string {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return '';
  }
}

/** Errors with all that they carry, down to the last cause. Those that tell a secret openly are for another rule to name. */
function errorsOf({ outcomes, secrets }: Remains): readonly string[] {
  const discreet = outcomes.filter((one) => one.kind === 'error' && !secrets.some((secret) => json(one.error).includes(secret)));
  return discreet.flatMap((one) => (one.kind === 'error' ? [show(one.thrown), json(one.thrown)] : []));
}

function censored(text: string, secrets: readonly string[]): string {
  const at = Math.max(...secrets.map((secret) => text.indexOf(secret)));
  const near = text.slice(Math.max(0, at - 120), at + 120);
  return secrets.reduce((result, secret) => result.replaceAll(secret, '[the credential]'), near);
}
