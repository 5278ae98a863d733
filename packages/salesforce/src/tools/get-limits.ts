import { holdsKeyword, page, recordSetSchema, tool, type Tool } from '@causeway/core';
import { z } from 'zod';
import { keyword } from '../schemas.ts';
import { openWorkspace, type Kit } from '../workspace.ts';
import { shaped } from '../metadata/shaped.ts';

const object = 'OrgLimit';
const columns = ['Name', 'Max', 'Remaining'] as const;
const shape = z.record(z.string(), z.looseObject({ Max: z.number(), Remaining: z.number() }));

export function getLimits(kit: Kit): Tool {
  return tool({
    name: 'get_limits',
    title: 'Get limits',
    description: 'Allowances of the org and what is left of them, the scarcest first.',
    effect: 'read',
    requests: 1,
    input: z.strictObject({ keyword }),
    output: recordSetSchema,
    access: () => [{ object, effect: 'read', fields: columns }],
    async run({ keyword }, call) {
      const { org } = await openWorkspace(kit, call);
      const limits = Object.entries(shaped(shape, await org.request({ segments: ['limits'] })));
      const rows = limits
        .filter(([name]) => holdsKeyword(keyword, { name, label: name }))
        .map(([name, { Max, Remaining }]): [string, number, number] => [name, Max, Remaining])
        .toSorted(([, maxA, leftA], [, maxB, leftB]) => leftA / (maxA || 1) - leftB / (maxB || 1));
      for (const name of columns) call.trail.column(name, { object, field: name });
      return page(call, { object, columns, rows, total: rows.length });
    },
  });
}
