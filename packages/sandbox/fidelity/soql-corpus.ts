import type { Clients } from './clients.ts';

interface Case {
  readonly soql: string;
  readonly isValid: boolean;
}

export interface CorpusResult {
  readonly total: number;
  readonly disagreements: readonly { readonly soql: string; readonly isValid: boolean; readonly answer: string }[];
}

/** Asks the sandbox for every query of the corpus. One that is valid may be refused for objects and fields the demo org lacks, not as malformed. */
export async function runCorpus(clients: Clients, text: string): Promise<CorpusResult> {
  const cases = JSON.parse(text) as readonly Case[];
  const judged = await Promise.all(cases.map(async (each) => ({ ...each, ...(await judge(clients, each.soql)) })));
  const disagreements = judged
    .filter((each) => each.isValid !== each.accepted)
    .map(({ soql, isValid, answer }) => ({ soql, isValid, answer }));
  return { total: cases.length, disagreements };
}

async function judge(clients: Clients, soql: string): Promise<{ readonly accepted: boolean; readonly answer: string }> {
  const { status, body } = await clients.salesforce(`~/query?q=${encodeURIComponent(soql)}`);
  if (status === 200) return { accepted: true, answer: '200' };
  const { errorCode = '', message = '' } =
    (JSON.parse(body) as readonly { readonly errorCode?: string; readonly message?: string }[])[0] ?? {};
  return { accepted: status === 400 && errorCode !== 'MALFORMED_QUERY', answer: `${errorCode} ${message.split('\n').at(-1)}` };
}
