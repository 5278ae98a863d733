import { Secret } from '@causeway/core';
import { salesforce, type Toolset } from '@causeway/salesforce';

const toolsets: readonly Toolset[] = ['read', 'write', 'support'];

function toolsOf(sets: readonly Toolset[]) {
  return salesforce({ auth: { accessToken: new Secret('x'), instanceUrl: 'https://example.my.salesforce.com' }, toolsets: sets }).tools;
}

/** The tools as a table for people, made from the code. */
export function toolsTable(): string {
  const members = toolsets.map((set) => [set, new Set(toolsOf([set]).map(({ name }) => name))] as const);
  const rows = toolsOf(toolsets).map(({ name, effect, description }) => {
    const sets = members.filter(([, names]) => names.has(name)).map(([set]) => set);
    return `| \`${name}\` | ${effect} | ${sets.join(', ')} | ${description.replaceAll('|', String.raw`\|`)} |`;
  });
  return ['| tool | effect | toolsets | what it does |', '|---|---|---|---|', ...rows].join('\n');
}
