import { z } from 'zod';
import type { Portal } from '../client/portal.ts';
import { reading } from './shaped.ts';

/** What a portal says of itself. */
export interface Account {
  readonly portalId: string;
  readonly type: string;
  /** IANA name: `Europe/Berlin`. */
  readonly timeZone: string;
  readonly currency: string;
  readonly currencies: readonly string[];
  /** Host at which people use the portal. */
  readonly uiDomain: string;
}

const shape = z.looseObject({
  portalId: z.number(),
  timeZone: z.string(),
  accountType: z.string().nullish(),
  companyCurrency: z.string().nullish(),
  additionalCurrencies: z.array(z.string()).nullish(),
  uiDomain: z.string().nullish(),
});

export async function readAccount(portal: Portal): Promise<Account> {
  const answer = await reading(shape, () => portal.request('GET', '/account-info/v3/details'));
  const currency = answer.companyCurrency ?? '';
  return {
    portalId: String(answer.portalId),
    type: answer.accountType ?? '',
    timeZone: isZone(answer.timeZone) ? answer.timeZone : 'UTC',
    currency,
    currencies: [...new Set([currency, ...(answer.additionalCurrencies ?? [])])].filter((code) => code !== ''),
    uiDomain: answer.uiDomain ?? 'app.hubspot.com',
  };
}

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
