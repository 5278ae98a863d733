import { conformance, type Case, type ConformanceOptions } from '@causeway/testing';
import { describe, expect, test, vi } from 'vitest';
import { mutants, type Mutant } from './mutants.ts';
import { notesConnector } from './notes-connector.ts';
import { notesService } from './notes-service.ts';

function casesOf({ change, alter = (connector) => connector, options = {} }: Omit<Mutant, 'rule' | 'how'> = {}): readonly Case[] {
  const service = notesService();
  const base: ConformanceOptions = {
    connect: (environment) => alter(notesConnector(environment, change), environment),
    upstream: service.handle,
    reset: service.reset,
    samples: { find_notes: { limit: 2 }, create_note: { text: 'Repot the cactus' } },
    report: () => {},
  };
  return conformance({ ...base, ...options });
}

async function brokenRules(cases: readonly Case[]): Promise<readonly string[]> {
  const broken = new Set<string>();
  // One of them logs.
  const silent = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  for (const { rule, run } of cases) await run().catch(() => broken.add(rule));
  silent.mockRestore();
  return [...broken];
}

describe('a connector that keeps every rule', () => {
  for (const { name, run } of casesOf()) test(name, run);
});

describe('a connector that breaks one rule is caught by that rule alone:', () => {
  for (const mutant of mutants) {
    test(`${mutant.rule}: it ${mutant.how}`, async () => {
      expect(await brokenRules(casesOf(mutant))).toEqual([mutant.rule]);
    });
  }

  test('every rule has its mutant', () => {
    const tried = new Set(mutants.map(({ rule }) => rule));
    expect([...new Set(casesOf().map(({ rule }) => rule))].filter((rule) => !tried.has(rule))).toEqual([]);
  });
});
