import type { CallContext, Health } from '@causeway/core';
import type { ApiVersion } from './client/paths.ts';
import type { Client } from './client/client.ts';
import { readAccount } from './metadata/account.ts';

const ends: Readonly<Partial<Record<ApiVersion, string>>> = {
  legacy: 'HubSpot ends its v4 API on 2027-03-30 and v1 to v3 in September 2027: set apiVersion to 2026-03.',
};

/** Asks the portal who we are there, and what the token is good for. */
export async function checkHealth(client: Client, apiVersion: ApiVersion, call: CallContext): Promise<Health> {
  const portal = await client.connect(call);
  const [account, token] = await Promise.all([readAccount(portal), client.inspect(call)]);
  const { quotas } = call.trail.log;
  const end = ends[apiVersion];
  return {
    organization: account.portalId,
    ...(token?.user === undefined ? {} : { user: token.user }),
    ...(token === undefined ? {} : { scopes: token.scopes }),
    ...(quotas.length === 0 ? {} : { quotas: [...new Map(quotas.map((quota) => [quota.name, quota])).values()] }),
    notes: [...(end === undefined ? [] : [end]), ...(token === undefined ? ['HubSpot did not tell the scopes of this token.'] : [])],
  };
}
