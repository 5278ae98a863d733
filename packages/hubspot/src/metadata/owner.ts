import { z } from 'zod';
import type { Portal } from '../client/portal.ts';
import { reading } from './shaped.ts';

/** A user of HubSpot who can own records. */
export interface Owner {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

const shape = z.looseObject({
  results: z.array(
    z.looseObject({
      id: z.string(),
      email: z.string().nullish(),
      firstName: z.string().nullish(),
      lastName: z.string().nullish(),
    }),
  ),
  paging: z.looseObject({ next: z.looseObject({ after: z.string() }).nullish() }).nullish(),
});

/** Most pages of owners, of 500 each: portals have at most some hundreds. */
export const ownerPages = 10;

/** The owners who are active, by id. */
export async function readOwners(portal: Portal): Promise<ReadonlyMap<string, Owner>> {
  const found = new Map<string, Owner>();
  let after: string | undefined;
  for (let page = 0; page < ownerPages; page += 1) {
    const { results, paging } = await reading(shape, () => portal.owners.getPage(undefined, after, 500, false));
    for (const { id, email, firstName, lastName } of results)
      found.set(id, { id, email: email ?? '', name: [firstName, lastName].filter(Boolean).join(' ') || (email ?? '') });
    after = paging?.next?.after;
    if (after === undefined) break;
  }
  return found;
}
