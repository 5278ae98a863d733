import { findUserByName } from './access/actor.ts';
import { normalizeId } from './ids.ts';
import { demoSalesforce, type SalesforceControls } from './options.ts';
import type { Org } from './org.ts';

const allScopes = 'full refresh_token';

export function createControls(org: Org): SalesforceControls {
  const userId = (username: string = demoSalesforce.admin.username): string => {
    const user = findUserByName(org, username);
    if (!user || user['IsActive'] !== true) throw new RangeError(`no active user ${username}`);
    return String(user['Id']);
  };
  return {
    get jwtPrivateKey() {
      return org.keys.privatePem;
    },
    organizationId: org.id,
    token: (username) => org.sessions.open({ userId: userId(username), scope: allScopes, clientId: demoSalesforce.clientId }).token,
    refreshToken: (username) =>
      org.sessions.refreshToken({ userId: userId(username), scope: allScopes, clientId: demoSalesforce.clientId }),
    expireSessions: (token) => (token === undefined ? org.sessions.endAll() : Number(org.sessions.end(token))),
    expireQueryLocators: () => org.cursors.expire(),
    lock: (recordId, times = Number.POSITIVE_INFINITY) => {
      const id = normalizeId(recordId) ?? recordId;
      org.locks.lock(id, times);
      return { release: () => org.locks.release(id) };
    },
    useApiRequests: (count) => org.usage.set(count),
  };
}
