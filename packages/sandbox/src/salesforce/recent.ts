import type { Actor } from './access/actor.ts';
import type { Org } from './org.ts';
import { type Stateful, statefulMap } from './state.ts';

/** Records a user looked at or changed, the latest first. */
export interface Recent extends Stateful<ReadonlyMap<string, readonly string[]>> {
  mark(userId: string, ids: readonly string[]): void;
  of(userId: string): readonly string[];
}

const kept = 200;

export function createRecent(): Recent {
  const byUser = statefulMap<string, readonly string[]>();
  const of = (userId: string) => byUser.get(userId) ?? [];
  return {
    of,
    mark: (userId, ids) => {
      byUser.set(userId, [...new Set([...ids, ...of(userId)])].slice(0, kept));
    },
    snapshot: () => byUser.snapshot(),
    restore: (state) => byUser.restore(state),
  };
}

/** Remembers the records whose objects keep such a list. */
export function markRecent(org: Org, actor: Actor, ids: readonly string[]): void {
  org.recent.mark(
    actor.id,
    ids.filter((id) => org.catalog.byPrefix(id)?.mruEnabled),
  );
}
