import type { Clock } from '../wire/clock.ts';
import { makeId } from './ids.ts';
import type { SoqlResult } from './soql/types.ts';
import { type Stateful, statefulMap } from './state.ts';

/** The rest of an answer that was too long for one page. Belongs to the user who asked. */
interface Cursor {
  readonly userId: string;
  readonly result: SoqlResult;
  readonly pageSize: number;
  readonly expiresAt: number;
}

/** Query locators: `01g…-2000` names an answer and the row to go on from. Valid for two days. */
export interface Cursors extends Stateful<ReadonlyMap<string, Cursor>> {
  open(userId: string, result: SoqlResult, pageSize: number): string;
  find(id: string): Cursor | undefined;
  /** Forgets them all, as if two days had passed. */
  expire(): void;
}

const lifetimeMs = 2 * 86_400_000;

export function createCursors(clock: Clock): Cursors {
  const cursors = statefulMap<string, Cursor>();
  let count = 0;
  return {
    open: (userId, result, pageSize) => {
      count += 1;
      const id = makeId('01g', count);
      cursors.set(id, { userId, result, pageSize, expiresAt: clock.now() + lifetimeMs });
      return id;
    },
    find: (id) => {
      const cursor = cursors.get(id);
      return cursor && cursor.expiresAt > clock.now() ? cursor : undefined;
    },
    expire: () => cursors.clear(),
    snapshot: () => cursors.snapshot(),
    restore: (state) => cursors.restore(state),
  };
}
