import { createHash } from 'node:crypto';
import { TokenRefused, type RefusalCause, type Verified, type Verifier } from './verifier.ts';

/** What was found out about tokens lately, by their hash: tokens themselves are not kept. */
export interface Verdicts {
  /** A verdict that may be reused. Throws TokenRefused when it was bad. */
  known(token: string): Verified | undefined;
  /** Looks at a token, once for all who bring it at the same time. */
  find(token: string, verifier: Verifier): Promise<Verified>;
}

type Verdict = Verified | { readonly refused: RefusalCause; readonly freshUntil: number };

const maxVerdicts = 10_000;
/** A token that was refused is refused unseen for so long; a key set that has rotated since is seen after that. */
const refusedMs = 5_000;

export function createVerdicts(now: () => number = Date.now): Verdicts {
  const verdicts = new Map<string, Verdict>();
  const looking = new Map<string, Promise<Verified>>();
  const keep = (key: string, verdict: Verdict) => {
    if (verdict.freshUntil <= now()) return;
    verdicts.set(key, verdict);
    for (const oldest of verdicts.keys()) {
      if (verdicts.size <= maxVerdicts) break;
      verdicts.delete(oldest);
    }
  };
  const look = async (key: string, token: string, verifier: Verifier): Promise<Verified> => {
    try {
      const verified = await verifier.verify(token);
      keep(key, verified);
      return verified;
    } catch (error) {
      if (error instanceof TokenRefused) keep(key, { refused: error.reason, freshUntil: now() + refusedMs });
      throw error;
    } finally {
      looking.delete(key);
    }
  };
  return {
    known(token) {
      const key = hashOf(token);
      const verdict = verdicts.get(key);
      if (verdict === undefined || verdict.freshUntil <= now()) {
        verdicts.delete(key);
        return undefined;
      }
      if ('refused' in verdict) throw new TokenRefused(verdict.refused);
      return verdict;
    },
    find(token, verifier) {
      const key = hashOf(token);
      const pending = looking.get(key) ?? look(key, token, verifier);
      looking.set(key, pending);
      return pending;
    },
  };
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64');
}
