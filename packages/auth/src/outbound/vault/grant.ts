import { z } from 'zod';

export const grantSchema = z.object({
  accessToken: z.string(),
  refreshToken: z.string().optional(),
  /** Origin of the org, for systems that say it. */
  instanceUrl: z.string().optional(),
  /** Milliseconds since 1970; absent where the system does not say. */
  expiresAt: z.number().optional(),
  scopes: z.array(z.string()).readonly(),
  /** The user there: a user name or an e-mail. */
  upstreamUser: z.string().optional(),
  organization: z.string().optional(),
  /** ISO 8601. */
  connectedAt: z.string(),
  /** The system no longer takes the refresh token: the user must consent anew. */
  ended: z.boolean().optional(),
});

/** What a user's consent gave: the plain content of a record of the vault. */
export type Grant = z.output<typeof grantSchema>;
