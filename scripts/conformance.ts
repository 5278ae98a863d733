// Runs the official conformance suite against a server made of core's public API, and compares with what is known not to hold.
import { knownFailures, type KnownFailure, type Mode } from './conformance-failures.ts';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { serveEverything } from '../packages/core/test/everything/server.ts';
import { tmpdir } from 'node:os';

type Revision = KnownFailure['revision'];
type Kind = KnownFailure['kind'];

interface Outcome {
  readonly failure: readonly string[];
  readonly warning: readonly string[];
  readonly scored: readonly string[];
}

const suite = join(import.meta.dirname, '../node_modules/@modelcontextprotocol/conformance/dist/index.js');
/** How many scenarios each revision demands, so that a suite that runs none of them does not pass. */
const required: Readonly<Record<Revision, number>> = { '2026-07-28': 37, '2025-11-25': 30 };

async function run(url: string, revision: Revision): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), 'conformance-'));
  try {
    const parameters = [suite, 'server', '--url', url, '--requirements', revision, '-o', folder];
    const { stdout } = await promisify(execFile)(process.execPath, parameters, { maxBuffer: 2 ** 26 }).catch(
      (error: { readonly stdout?: string }) => ({ stdout: error.stdout ?? '' }),
    );
    const unscored = new Set([...stdout.matchAll(/^ {2}[✓✗] (\S+) \(/gm)].map(([, name]) => name));
    const results = await Promise.all((await readdir(folder)).map((entry) => readResult(folder, entry)));
    const names = (status: string) => results.filter(({ statuses }) => statuses.includes(status)).map(({ scenario }) => scenario);
    const scored = results.map(({ scenario }) => scenario).filter((scenario) => !unscored.has(scenario));
    return { failure: names('FAILURE'), warning: names('WARNING'), scored };
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function readResult(folder: string, entry: string) {
  const checks = JSON.parse(await readFile(join(folder, entry, 'checks.json'), 'utf8')) as readonly { readonly status: string }[];
  const scenario = /^server-(.+?)-\d{4}-\d{2}-\d{2}T/.exec(entry)?.[1] ?? entry;
  return { scenario, statuses: checks.map(({ status }) => status) };
}

/** Prints what is not as expected, and returns how many things are. */
function compare(outcome: Outcome, mode: Mode, revision: Revision): number {
  const expected = knownFailures.filter((known) => known.revision === revision && (known.modes ?? [mode]).includes(mode));
  const kinds: readonly Kind[] = ['failure', 'warning'];
  const surprises = kinds.flatMap((kind) => {
    const known = expected.filter((one) => one.kind === kind).map(({ scenario }) => scenario);
    const found = outcome[kind];
    return [
      ...found.filter((scenario) => !known.includes(scenario)).map((scenario) => `unexpected ${kind}: ${scenario}`),
      ...known.filter((scenario) => !found.includes(scenario)).map((scenario) => `no ${kind} any more, remove its entry: ${scenario}`),
    ];
  });
  const count = outcome.scored.length === required[revision] ? [] : [`${outcome.scored.length} scenarios ran, not ${required[revision]}`];
  for (const surprise of [...surprises, ...count]) console.log(`    ${surprise}`);
  return surprises.length + count.length;
}

let surprises = 0;
for (const mode of ['sessions', 'stateless'] as const) {
  const serving = await serveEverything({ legacy: mode });
  for (const revision of ['2026-07-28', '2025-11-25'] as const) {
    const outcome = await run(serving.url, revision);
    const passed = outcome.scored.filter((scenario) => !outcome.failure.includes(scenario));
    console.log(`conformance ${revision}, ${mode}: ${passed.length}/${outcome.scored.length}`);
    surprises += compare(outcome, mode, revision);
  }
  await serving.close();
}
for (const { scenario, kind, revision, modes, reason } of knownFailures)
  console.log(`  known ${kind}, ${revision}${modes === undefined ? '' : ` ${modes.join()}`}: ${scenario}: ${reason}`);
console.log(surprises === 0 ? 'conformance: as expected' : `conformance: ${surprises} surprises`);
process.exitCode = surprises === 0 ? 0 : 1;
