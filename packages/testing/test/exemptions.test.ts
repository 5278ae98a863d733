import { conformance, type Case, type Exemption } from '@causeway/testing';
import { expect, test } from 'vitest';
import { notesConnector } from './notes-connector.ts';
import { notesService } from './notes-service.ts';

const reason = 'The library beneath has no way to repeat with other credentials.';

function casesOf(exemption: Exemption, refreshes: boolean): readonly Case[] {
  const service = notesService();
  return conformance({
    connect: (environment) => notesConnector(environment, () => (refreshes ? {} : { refuses: () => false })),
    upstream: service.handle,
    samples: { find_notes: { limit: 2 }, create_note: { text: 'Repot the cactus' } },
    exemptions: [exemption],
  });
}

const find = (cases: readonly Case[], rule: string, tool: string) => cases.find((one) => one.rule === rule && one.tool === tool) as Case;

test('an exemption lets a broken rule pass, for its tool alone', async () => {
  const cases = casesOf({ rule: 'refresh', tool: 'find_notes', reason }, false);
  await expect(find(cases, 'refresh', 'find_notes').run()).resolves.toBeUndefined();
  await expect(find(cases, 'refresh', 'create_note').run()).rejects.toThrow('fresh one was asked for 0 times');
});

test('an exemption says its reason in the name of the case', () => {
  expect(find(casesOf({ rule: 'refresh', tool: 'find_notes', reason }, false), 'refresh', 'find_notes').name).toContain(reason);
});

test('an exemption from a rule that is kept fails', async () => {
  const cases = casesOf({ rule: 'refresh', tool: 'find_notes', reason }, true);
  await expect(find(cases, 'refresh', 'find_notes').run()).rejects.toThrow('take its exemption away');
});

test.each([
  ['names no rule', { rule: 'refreshed', tool: 'find_notes', reason }],
  ['names no tool', { rule: 'refresh', reason }],
  ['gives no reason', { rule: 'refresh', tool: 'find_notes', reason: 'later' }],
])('an exemption that %s fails by itself', async (_, exemption) => {
  await expect((casesOf(exemption, true).at(-1) as Case).run()).rejects.toThrow(/covers no case|gives no reason/);
});
