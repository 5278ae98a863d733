import { createHmac } from 'node:crypto';
import type { Reply } from '../../wire/exchange.ts';
import { demoSalesforce } from '../options.ts';
import type { Org } from '../org.ts';
import { json } from '../replies.ts';

/** What the token endpoint grants. */
export interface Granted {
  readonly userId: string;
  readonly clientId: string;
  readonly scope: string;
  readonly refreshToken?: string;
}

export const defaultScope = 'api refresh_token';

/** Opens a session and tells about it, in the vendor's members. */
export function tokenReply(org: Org, granted: Granted): Reply {
  const { userId, clientId, scope, refreshToken } = granted;
  const session = org.sessions.open({ userId, clientId, scope });
  const id = `${org.baseUrl()}/id/${org.id}/${userId}`;
  const issuedAt = String(org.clock.now());
  const signature = createHmac('sha256', demoSalesforce.clientSecret)
    .update(id + issuedAt)
    .digest('base64');
  return json(200, {
    access_token: session.token,
    ...(refreshToken !== undefined && { refresh_token: refreshToken }),
    signature,
    scope,
    instance_url: org.baseUrl(),
    id,
    token_type: 'Bearer',
    issued_at: issuedAt,
  });
}
