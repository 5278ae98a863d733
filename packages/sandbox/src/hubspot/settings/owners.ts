import { ok } from '../answers.ts';
import type { Access, Call, Endpoint } from '../endpoint.ts';
import { invalid, notFound } from '../errors.ts';
import { ownerScopes } from '../scopes.ts';
import { pageOf, pageSize } from '../page.ts';

/** A user who can own records, as the owners API shows them. */
export interface Owner {
  readonly id: string;
  readonly email: string;
  readonly type: 'PERSON' | 'QUEUE';
  readonly firstName: string;
  readonly lastName: string;
  /** Absent when archived. */
  readonly userId?: number;
  readonly userIdIncludingInactive: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly archived: boolean;
  readonly teams?: readonly { readonly id: string; readonly name: string; readonly primary: boolean }[];
}

const access: Access = { wording: 'objects', needs: () => [ownerScopes] };

export const ownerEndpoints: readonly Endpoint[] = [
  { family: 'owners', method: 'GET', path: '', access, handle: (call) => list(call) },
  {
    family: 'owners',
    method: 'GET',
    path: '/:ownerId',
    access,
    handle: (call) => {
      const id = call.param('ownerId');
      const byUser = call.exchange.query.get('idProperty') === 'userId';
      const owner = call.portal.owners
        .values()
        .find((one) => (byUser ? String(one.userIdIncludingInactive) : one.id) === id && one.archived === call.flag('archived'));
      if (!owner) throw notFound();
      return ok(owner);
    },
  },
];

const mostOwners = 500;

function list(call: Call): ReturnType<Endpoint['handle']> {
  const { query } = call.exchange;
  const email = query.get('email')?.toLowerCase();
  const limit = pageSize(query.get('limit'), { fallback: 100, most: mostOwners });
  const after = query.get('after') ?? '0';
  if (!/^\d+$/.test(after)) throw invalid('after must be a number');
  const owners = call.portal.owners
    .values()
    .filter((owner) => owner.archived === call.flag('archived') && (!email || owner.email.toLowerCase() === email))
    .toSorted((a, b) => Number(a.id) - Number(b.id))
    .filter(({ id }) => Number(id) >= Number(after));
  return ok(pageOf(call, owners, limit));
}
