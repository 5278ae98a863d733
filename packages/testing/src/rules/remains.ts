import { capture } from '../lab/capture.ts';
import { inLab, type Lab } from '../lab/lab.ts';
import { mapTexts } from './values.ts';
import { perSample } from '../lab/per-sample.ts';
import type { Attempt, Outcome } from '../lab/attempt.ts';
import type { Strike } from '../stand-in/fault.ts';
import type { Sample, Subject } from '../lab/subject.ts';

/** Everything that came of a sample, well and badly served. */
export interface Remains {
  readonly outcomes: readonly Outcome[];
  readonly logs: string;
  /** Whatever a program could print: the connector, what it told the trail, what it found of its health. */
  readonly objects: readonly unknown[];
  /** Every secret that was in play, as it is and in base64. */
  readonly secrets: readonly string[];
}

export const remainsOf = perSample((subject, sample) => inLab(subject, (lab) => collect(lab, subject, sample)));

async function collect(lab: Lab, subject: Subject, sample: Sample): Promise<Remains> {
  const minted = new Set<string>();
  const attempts: Attempt[] = [];
  const { result: health, text: logs } = await capture(async () => {
    for (const strike of [undefined, ...echoes(subject), failing, broken]) {
      await subject.reset();
      attempts.push(await lab.attempt(sample, strike === undefined ? {} : { strike }));
      for (const { headers } of lab.standIn.requests) for (const token of tokensIn(headers['authorization'])) minted.add(token);
    }
    lab.standIn.watch();
    return lab.connector.check?.(lab.context()).catch((error: unknown) => error);
  });
  return {
    outcomes: attempts.map(({ outcome }) => outcome),
    logs,
    objects: [lab.connector, health, ...attempts.map(({ trail }) => trail)],
    secrets: [...lab.wallet.issued, ...minted, ...subject.secrets].flatMap((secret) => [secret, base64(secret)]),
  };
}

const failing: Strike = () => ({ kind: 'reply', reply: { status: 500 } });
const broken: Strike = () => ({ kind: 'drop' });

/** A system that repeats, in what it says of a refused credential, what it was sent. */
function echoes({ replies }: Subject): readonly Strike[] {
  return replies.unauthenticated.map(({ body, ...reply }) => ({ headers }) => {
    const sent = headers['authorization'] ?? JSON.stringify(headers);
    return { kind: 'reply', reply: { ...reply, body: mapTexts(body, (text) => (text.includes(' ') ? `${text} ${sent}` : text)) } };
  });
}

/** The token of a header, which the system itself may have issued. */
function tokensIn(authorization = ''): readonly string[] {
  const [, ...tokens] = authorization.split(' ');
  return tokens.filter((token) => token.length >= 8);
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64').replaceAll('=', '');
}
