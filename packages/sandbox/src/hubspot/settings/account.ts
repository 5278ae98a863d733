import { DateTime } from 'luxon';
import { ok } from '../answers.ts';
import type { Endpoint } from '../endpoint.ts';
import { portalCurrency, portalId, portalTimeZone } from '../model/portal-facts.ts';

/** Account details and daily usage (account information API guide). */
export const accountEndpoints: readonly Endpoint[] = [
  {
    family: 'account',
    method: 'GET',
    path: '/details',
    handle: ({ portal }) => {
      const { offset } = DateTime.fromMillis(portal.clock.now(), { zone: portalTimeZone });
      const sign = offset < 0 ? '-' : '+';
      const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60].map((part) => String(part).padStart(2, '0'));
      return ok({
        portalId,
        accountType: 'STANDARD',
        timeZone: portalTimeZone,
        companyCurrency: portalCurrency,
        additionalCurrencies: ['USD', 'GBP'],
        utcOffset: `${sign}${hours}:${minutes}`,
        utcOffsetMilliseconds: offset * 60_000,
        uiDomain: 'app-eu1.hubspot.com',
        dataHostingLocation: 'eu1',
      });
    },
  },
  {
    family: 'account',
    method: 'GET',
    path: '/api-usage/daily/private-apps',
    handle: ({ portal }) => {
      const { today, resetsAt, limit } = portal.limiter.used();
      return ok({
        results: [
          {
            name: 'private-apps-api-calls-daily',
            usageLimit: limit,
            currentUsage: today,
            collectedAt: new Date(portal.clock.now()).toISOString(),
            fetchStatus: 'SUCCESS',
            resetsAt,
          },
        ],
      });
    },
  },
];
