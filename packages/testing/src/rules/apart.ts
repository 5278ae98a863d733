import type { Connector } from '@causeway/core';
import { explain, undisturbed } from './judgement.ts';
import { hold } from '../violation.ts';
import { inLab, type Lab } from '../lab/lab.ts';
import type { FaultReplies } from '../replies.ts';
import type { Reply } from '../stand-in/fault.ts';
import { runTool } from '../lab/attempt.ts';
import type { Sample, Subject } from '../lab/subject.ts';
import type { SampleRule } from './rule.ts';
import { textOf } from '../stand-in/recorded.ts';
import { users, type User } from '../lab/wallet.ts';

export const credentialUsed: SampleRule = {
  id: 'credential-used',
  says: 'signs in with the credential that it was given',
  of: 'sample',
  async check(subject, sample) {
    const attempt = await undisturbed(subject, sample);
    if (attempt === undefined || attempt.requests.length === 0) return;
    const carried = await carriesCredential(subject, sample);
    hold(carried, 'No request carried the `credential` or the `secret` of the environment, so the rules on credentials test nothing.');
  },
};

/** The system refuses one of two callers. Were their credentials mixed, the wrong one would get an answer, or none. */
export const apart: SampleRule = {
  id: 'apart',
  says: 'never mixes the credentials of calls that run side by side',
  of: 'sample',
  async check(subject, sample) {
    if (!(await carriesCredential(subject, sample))) return;
    for (const refused of users) {
      const perCall = await inLab(subject, async (lab) => {
        await sideBySide(lab, sample, refused, subject.replies, { alice: lab.connector, bob: await lab.connect('bob') });
        return lab.wallet.asked.length > 0;
      });
      if (perCall)
        await inLab(subject, (lab) => sideBySide(lab, sample, refused, subject.replies, { alice: lab.connector, bob: lab.connector }));
    }
  },
};

/** Whether the sample is answered with what the kit issued. If not, that is for other rules to say. */
function carriesCredential(subject: Subject, sample: Sample): Promise<boolean> {
  return inLab(subject, async (lab) => {
    const { outcome } = await lab.attempt(sample);
    return outcome.kind === 'answer' && lab.standIn.requests.some((request) => lab.wallet.owners(textOf(request)).length > 0);
  });
}

async function sideBySide(
  lab: Lab,
  sample: Sample,
  refused: User,
  replies: FaultReplies,
  connectors: Readonly<Record<User, Connector>>,
): Promise<void> {
  lab.wallet.forget();
  lab.standIn.watch((request) => {
    if (!lab.wallet.owners(textOf(request)).includes(refused)) return undefined;
    return { kind: 'reply', reply: (request.signIn ? replies.signInRefused : replies.unauthenticated)[0] as Reply };
  });
  const times = lab.tool(sample.tool).effect === 'read' ? 3 : 1;
  const calls = Array.from({ length: times }, () => users).flat();
  const results = await Promise.all(
    calls.map(async (user) => {
      const { outcome } = await runTool(lab.tool(sample.tool, connectors[user]), sample.input, lab.context(user));
      return { user, outcome };
    }),
  );
  const mixed = results.find(({ user, outcome }) => (outcome.kind === 'answer') === (user === refused));
  hold(mixed === undefined, () => {
    const { user, outcome } = mixed as (typeof results)[number];
    return `The system refused ${refused} alone; side by side with the other, ${user} got ${explain(outcome)}.`;
  });
}
