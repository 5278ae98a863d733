import { glob } from 'node:fs/promises';
import type { Sandbox } from '../src/index.ts';
import { createClients, type Clients } from './clients.ts';
import { compareJson } from './compare-json.ts';
import type { Difference, Row, ServedRow } from './row.ts';

/** How one recorded file fared. */
export type Verdict =
  | { readonly file: string; readonly verdict: 'agree' | 'differ'; readonly differences: readonly Difference[] }
  | { readonly file: string; readonly verdict: 'not served'; readonly because: string };

/** Runs every row on a sandbox in its first state. A recorded file without a row differs, so that none is forgotten. */
export async function judge(rows: readonly Row[], sandbox: Sandbox, folder: string): Promise<readonly Verdict[]> {
  const clients = createClients(sandbox, folder);
  const verdicts: Verdict[] = [];
  for (const row of rows) {
    sandbox.reset();
    verdicts.push('notServed' in row ? { file: row.file, verdict: 'not served', because: row.notServed } : await judgeRow(row, clients));
  }
  const forgotten = (await recordedFiles(folder)).filter((file) => !rows.some((row) => row.file === file));
  const unlisted = forgotten.map((file): Verdict => ({ file, verdict: 'differ', differences: [{ path: '', what: 'no row asks for it' }] }));
  return [...verdicts, ...unlisted];
}

async function judgeRow(row: ServedRow, clients: Clients): Promise<Verdict> {
  const recorded = await clients.recorded(row.file);
  const { status, body } = await row.ask(clients);
  const wrongStatus: readonly Difference[] =
    status === row.status ? [] : [{ path: '', what: `status ${status} instead of ${row.status}: ${body.slice(0, 300)}` }];
  const differences = wrongStatus.length > 0 ? wrongStatus : (row.compare ?? compareJson())(recorded, body);
  return { file: row.file, verdict: differences.some((each) => each.allowed === undefined) ? 'differ' : 'agree', differences };
}

async function recordedFiles(folder: string): Promise<readonly string[]> {
  const files: string[] = [];
  for await (const file of glob('*/**/*.{json,xml}', { cwd: folder })) files.push(file);
  return files.filter((file) => !file.startsWith('soql-corpus/')).sort();
}
