import { startSandbox } from '../src/index.ts';
import { createClients } from './clients.ts';
import { corpusShare, isRecorded, recordedFolder } from './recorded.ts';
import { judge, type Verdict } from './report.ts';
import { rows } from './rows/all.ts';
import { runCorpus } from './soql-corpus.ts';
import { hubspotClaims } from './unverified/hubspot.ts';
import { salesforceClaims } from './unverified/salesforce.ts';

if (isRecorded) {
  process.exitCode = (await compared()) ? 0 : 1;
} else {
  console.log(`Skipped: there is no recorded material at ${recordedFolder}.`);
}
printClaims();

async function compared(): Promise<boolean> {
  const sandbox = await startSandbox({ frozen: true });
  try {
    const verdicts = await judge(rows, sandbox, recordedFolder);
    verdicts.forEach(print);
    sandbox.reset();
    const clients = createClients(sandbox, recordedFolder);
    const { total, disagreements } = await runCorpus(clients, await clients.recorded('soql-corpus/is-valid.json'));
    console.log(`\nSOQL corpus: ${total - disagreements.length} of ${total} agree (at least ${corpusShare * 100} % wanted)`);
    for (const { soql, isValid, answer } of disagreements)
      console.log(`  ${isValid ? 'valid' : 'invalid'}, answered ${answer}: ${soql.replaceAll(/\s+/g, ' ')}`);
    const count = (verdict: Verdict['verdict']) => verdicts.filter((each) => each.verdict === verdict).length;
    console.log(`\n${count('agree')} agree, ${count('differ')} differ, ${count('not served')} not served`);
    return count('differ') === 0 && disagreements.length <= total * (1 - corpusShare);
  } finally {
    await sandbox.close();
  }
}

function print(verdict: Verdict): void {
  const notes = verdict.verdict === 'not served' ? [verdict.because] : notesOf(verdict);
  console.log(`${verdict.verdict.padEnd(10)}  ${verdict.file}`);
  for (const note of notes) console.log(`            ${note}`);
}

/** Differences one by one; what is accepted by its reason. */
function notesOf({ differences }: Exclude<Verdict, { verdict: 'not served' }>): readonly string[] {
  const open = differences.filter((each) => each.allowed === undefined).map(({ path, what }) => `${path || 'answer'}: ${what}`);
  const accepted = Map.groupBy(
    differences.filter((each) => each.allowed !== undefined),
    (each) => each.allowed,
  );
  const reasons = [...accepted].map(([reason, each]) => `accepted (${reason}): ${[...new Set(each.map(({ path }) => path))].join(', ')}`);
  return [...open, ...reasons];
}

function printClaims(): void {
  console.log('\nUnverified: no recording and no document of the vendor backs that');
  for (const { service, what, basis } of [...salesforceClaims, ...hubspotClaims])
    console.log(`  ${service.padEnd(10)}  ${what} (${basis})`);
}
