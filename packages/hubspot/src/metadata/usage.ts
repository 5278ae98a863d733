import { z } from 'zod';
import type { Portal } from '../client/portal.ts';
import { reading } from './shaped.ts';

const shape = z.looseObject({
  results: z.array(z.looseObject({ usageLimit: z.number(), currentUsage: z.number() })),
});

/** API requests of the portal's private apps today. */
export interface Usage {
  readonly used: number;
  readonly limit: number;
}

export async function readUsage(portal: Portal): Promise<Usage | undefined> {
  const path = '/account-info/v3/api-usage/daily/private-apps';
  const { results } = await reading(shape, () => portal.request('GET', path));
  const [first] = results;
  return first === undefined ? undefined : { used: first.currentUsage, limit: first.usageLimit };
}
