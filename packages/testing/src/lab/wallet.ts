import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { callerKey, Secret, type CallContext, type Caller } from '@causeway/core';

/** The kit's two callers. */
export const users = ['alice', 'bob'] as const;
export type User = (typeof users)[number];

export function callerOf(user: User): Caller {
  return { principal: { id: user, issuer: 'causeway-testing', scopes: [], roles: [], groups: [] }, tenant: 'testing' };
}

/** Issues tokens that exist nowhere else, so that each can be found wherever it turns up. */
export interface Wallet {
  /** A fixed account of this user. */
  account(user: User): Secret;
  /** The `Credential` of a connector: the token of whoever calls, a new one for a rejected one. */
  credential(call: CallContext, rejected?: Secret): Promise<Secret>;
  /** Every use of `credential` since the last `forget`. */
  readonly asked: readonly { readonly user: User; readonly rejected?: string }[];
  /** Every token issued so far. */
  readonly issued: readonly string[];
  forget(): void;
  /** Whose tokens stand in a text. */
  owners(text: string): readonly User[];
  /** Puts the tokens that the system takes in place of the issued ones. */
  translate(text: string): string;
}

/** `tokens`: what the system takes for alice and bob; undefined when it takes anything. */
export function createWallet(tokens: readonly [string, string] | undefined): Wallet {
  const owner = new Map<string, User>();
  const current = new Map<User, string>();
  let waiting = 0;
  let asked: { user: User; rejected?: string }[] = [];
  const issue = (user: User): string => {
    const token = `tok${user}${randomBytes(16).toString('hex')}`;
    owner.set(token, user);
    return token;
  };
  const accounts = { alice: issue('alice'), bob: issue('bob') };

  return {
    account: (user) => new Secret(accounts[user]),
    async credential(call, rejected) {
      const user: User = call.get(callerKey).principal?.id === 'bob' ? 'bob' : 'alice';
      asked.push({ user, ...(rejected === undefined ? {} : { rejected: rejected.reveal() }) });
      // Unequal times, so that calls that run side by side overtake each other.
      waiting += 1;
      if (waiting > 1) await delay((asked.length * 7) % 5);
      waiting -= 1;
      const known = current.get(user);
      const token = known === undefined || known === rejected?.reveal() ? issue(user) : known;
      current.set(user, token);
      return new Secret(token);
    },
    get asked() {
      return asked;
    },
    get issued() {
      return [...owner.keys()];
    },
    forget() {
      asked = [];
    },
    owners: (text) => users.filter((user) => [...owner].some(([token, of]) => of === user && text.includes(token))),
    translate(text) {
      if (tokens === undefined) return text;
      return [...owner].reduce((result, [token, user]) => result.replaceAll(token, tokens[users.indexOf(user)] as string), text);
    },
  };
}
