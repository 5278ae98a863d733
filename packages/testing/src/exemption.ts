import type { Case } from './conformance.ts';
import { Violation } from './violation.ts';

/** A rule that a connector cannot keep, and why. An exemption from a rule that is kept fails, so that none outlives its reason. */
export interface Exemption {
  /** Id of the rule. */
  readonly rule: string;
  /** The tool. Left out: the connector as a whole, for rules that judge it so. */
  readonly tool?: string;
  readonly reason: string;
}

const covers = (one: Case, { rule, tool }: Exemption) => one.rule === rule && one.tool === tool;

/** The case turned round when an exemption covers it: it passes because the rule is broken. */
export function exempted(one: Case, exemptions: readonly Exemption[]): Case {
  const exemption = exemptions.find((candidate) => covers(one, candidate));
  if (exemption === undefined) return one;
  return {
    ...one,
    name: `${one.name} (exempt: ${exemption.reason})`,
    run: async () => {
      const broken = await one.run().then(
        () => false,
        () => true,
      );
      if (!broken) throw new Violation(`The rule "${one.rule}" is kept; take its exemption away.`);
    },
  };
}

/** One failing case for each exemption that covers nothing or gives no reason. */
export function unusedExemptions(cases: readonly Case[], exemptions: readonly Exemption[]): readonly Case[] {
  const problems = exemptions.flatMap((exemption) => {
    if (exemption.reason.trim().length < 10) return [{ exemption, problem: 'gives no reason' }];
    return cases.some((one) => covers(one, exemption)) ? [] : [{ exemption, problem: 'covers no case' }];
  });
  return problems.map(({ exemption: { rule, tool }, problem }) => ({
    rule,
    ...(tool === undefined ? {} : { tool }),
    name: `the exemption from "${rule}" ${problem}`,
    run: () => Promise.reject(new Violation(`The exemption from "${rule}"${tool === undefined ? '' : ` for ${tool}`} ${problem}.`)),
  }));
}
