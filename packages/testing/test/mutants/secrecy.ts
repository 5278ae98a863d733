import { ConnectorError, type Secret } from '@causeway/core';
import type { Mutant } from '../mutants.ts';
import type { Parts } from '../notes-connector.ts';

/** Lets the parts of the connector see the token that was used last. */
const knowing = (change: (parts: Parts, last: () => string) => Partial<Parts>) => (parts: Parts) => {
  let last = '';
  const token = async (...values: Parameters<Parts['token']>): Promise<Secret> => {
    const secret = await parts.token(...values);
    last = secret.reveal();
    return secret;
  };
  return { token, ...change(parts, () => last) };
};

export const secrecyMutants: readonly Mutant[] = [
  {
    rule: 'secret-answers',
    how: 'shows how it asked',
    change: knowing(({ listed }, last) => ({
      listed: (...values) => ({ ...listed(...values), asked: { authorization: `Bearer ${last()}` } }),
    })),
  },
  {
    rule: 'secret-messages',
    how: 'passes on what the system says of a credential',
    change: ({ failure }) => ({
      failure: (response) =>
        response.status === 401
          ? new ConnectorError('unauthenticated', response.body.toString('utf8').replaceAll(/[{}"]/g, ''))
          : failure(response),
    }),
  },
  {
    rule: 'secret-errors',
    how: 'keeps the request beneath the error',
    change: knowing(({ failure }, last) => ({
      failure(response) {
        const { code, message, retryAfterMs } = failure(response);
        const cause = { status: response.status, request: { authorization: `Bearer ${last()}` } };
        return new ConnectorError(code, message, { cause, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) });
      },
    })),
  },
  {
    rule: 'secret-logs',
    how: 'writes the request to standard error',
    change: knowing(({ listed }, last) => ({
      listed(...values) {
        process.stderr.write(`listed with ${last()}\n`);
        return listed(...values);
      },
    })),
  },
  {
    rule: 'secret-objects',
    how: 'keeps its account in the open',
    alter: (connector, { secret }) => ({ ...connector, account: { password: secret.reveal() } }),
  },
  {
    rule: 'untrusted-text',
    how: 'shows texts as they come',
    change: ({ listed }) => ({
      listed: (call, notes, limit) => {
        const set = listed(call, notes, limit);
        return {
          ...set,
          rows: set.rows.map(([id, , stars], index) => [id ?? null, notes[index]?.text.slice(0, 2_000) ?? null, stars ?? null]),
        };
      },
    }),
  },
  {
    rule: 'untrusted-messages',
    how: 'passes on messages as they come',
    change: ({ failure }) => ({
      failure(response) {
        const { code, retryAfterMs } = failure(response);
        const said = response.status === 401 ? 'No.' : response.body.toString('utf8');
        return new ConnectorError(code, said, retryAfterMs === undefined ? {} : { retryAfterMs });
      },
    }),
  },
];
