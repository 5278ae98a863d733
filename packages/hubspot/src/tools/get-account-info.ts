import { record, recordOfSchema, tool, type Tool } from '@causeway/core';
import { z } from 'zod';
import { ifAllowed } from '../metadata/allowed.ts';
import { ifPassing } from '../records/passing.ts';
import { openWorkspace, type Kit } from '../workspace.ts';
import { readAccount } from '../metadata/account.ts';
import { readUsage } from '../metadata/usage.ts';

const object = 'account';
const columns = ['type', 'time_zone', 'currency', 'currencies', 'user', 'scopes', 'calls_today', 'calls_limit'] as const;

export function getAccountInfo(kit: Kit): Tool {
  return tool({
    name: 'get_account_info',
    title: 'Get account info',
    description: 'The portal, its time zone and currency, the scopes of the token, and API use today.',
    effect: 'read',
    requests: 3,
    input: z.strictObject({}),
    output: recordOfSchema,
    access: () => [{ object, effect: 'read', fields: columns }],
    async run(_, call) {
      const workspace = await openWorkspace(kit, call);
      const account = await readAccount(workspace.portal);
      const [token, usage] = await Promise.all([ifPassing(kit.client.inspect(call)), ifPassing(ifAllowed(readUsage(workspace.portal)))]);
      if (token === undefined) workspace.note('HubSpot did not tell the scopes of this token.');
      if (usage === undefined) workspace.note('HubSpot did not tell how many calls were made today.');
      for (const name of columns) call.trail.column(name, { object, field: name, ...(name === 'user' ? { class: 'personal' } : {}) });
      call.trail.touched(object, [account.portalId]);
      const fields: Readonly<Record<(typeof columns)[number], unknown>> = {
        type: account.type,
        time_zone: account.timeZone,
        currency: account.currency,
        currencies: account.currencies,
        user: token?.user,
        scopes: token?.scopes,
        calls_today: usage?.used,
        calls_limit: usage?.limit,
      };
      const known = Object.entries(fields).filter(([, value]) => value !== undefined && value !== '');
      return record({ object, id: account.portalId, fields: Object.fromEntries(known), notes: workspace.notes() });
    },
  });
}
