import { describe, expect, it } from 'vitest';
import { loadPolicy, parsePolicy, policy } from '@causeway/middleware';
import { join } from 'node:path';
import { scratch } from './audit-log.ts';
import { writeFileSync } from 'node:fs';

const text = `# What sales may do.
rules:
  - id: sales-pipeline
    reason: Sales keep their pipeline up to date.
    who: { roles: [sales] }
    what: { objects: [Opportunity], effects: [update], fields: [StageName, Amount] }
    decision: needs-approval
defaults: { read: allow }
`;

describe('a policy file', () => {
  it('is YAML', async () => {
    const path = join(scratch(), 'policy.yaml');
    writeFileSync(path, text);
    const document = await loadPolicy(path);
    expect(document.rules?.[0]).toMatchObject({ id: 'sales-pipeline', decision: 'needs-approval' });
    expect(policy(document).version).toBe(policy(await parsePolicy(text)).version);
  });

  it.each([
    ['a wrong word', text.replace('needs-approval', 'perhaps'), 'policy.yaml:7:15: rules.0.decision:'],
    ['an unknown member', text.replace('roles:', 'role:'), 'policy.yaml:5:10: rules.0.who:'],
    ['broken YAML', text.replace('[sales]', '[sales'), 'policy.yaml:5:26:'],
    [
      'a member that is missing',
      text.replace('    reason: Sales keep their pipeline up to date.\n', ''),
      'policy.yaml:3:5: rules.0.reason:',
    ],
  ])('with %s is refused with the place', async (_, broken, place) => {
    await expect(parsePolicy(broken, 'policy.yaml')).rejects.toThrow(place);
  });
});
