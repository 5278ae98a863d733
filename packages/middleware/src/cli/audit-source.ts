import { listChains, readCheckpoints, readLines } from '../audit/read.ts';
import type { Checkpoint } from '../audit/sink.ts';
import { CommandError } from './output.ts';

/** One chain, wherever it is kept. */
export interface AuditSource {
  readonly chain: string;
  readonly lines: () => AsyncIterable<string>;
  readonly checkpoints: readonly Checkpoint[];
}

/** The chains in a directory or a database. Without a name: all of a directory's, or `main` of a database. */
export async function openSource(where: string, chain?: string, checkpoints?: string): Promise<readonly AuditSource[]> {
  if (/^postgres(ql)?:\/\//.test(where)) return [await openPostgres(where, chain ?? 'main')];
  const chains = chain === undefined ? await chainsIn(where) : [chain];
  return Promise.all(
    chains.map(async (name) => ({
      chain: name,
      lines: () => readLines(where, name),
      checkpoints: await readCheckpoints(where, name, checkpoints),
    })),
  );
}

async function chainsIn(directory: string): Promise<readonly string[]> {
  const chains = await listChains(directory).catch(() => []);
  if (chains.length === 0) throw new CommandError(`There are no audit files in "${directory}".`);
  return chains;
}

async function openPostgres(url: string, chain: string): Promise<AuditSource> {
  const { readPostgres } = await import('../postgres/sink.ts');
  const { lines, checkpoints } = await readPostgres(url, chain);
  return {
    chain,
    checkpoints,
    async *lines() {
      yield* lines;
    },
  };
}
