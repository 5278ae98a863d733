import type { Connect } from './environment.ts';
import { exempted, unusedExemptions, type Exemption } from './exemption.ts';
import { inLab } from './lab/lab.ts';
import { rules } from './rules/index.ts';
import { toReplies, type FaultReplyOptions } from './replies.ts';
import type { Match } from './match.ts';
import type { Rule, RuleContext } from './rules/rule.ts';
import type { Sample, Subject } from './lab/subject.ts';
import type { Upstream } from './stand-in/upstream.ts';

export interface ConformanceOptions {
  /** Builds the connector against the stand-in. */
  readonly connect: Connect;
  /** The system behind the stand-in: a handler, or the base URL of a sandbox. */
  readonly upstream: Upstream;
  /** Tool name -> an input that the system can answer, or several. Lists need rows to show, and `limit` where they take one. */
  readonly samples: Readonly<Record<string, object | readonly object[]>>;
  /**
   * What the system takes as credentials of two users. The stand-in puts them in place of the tokens that the kit issues.
   * Default: the tokens of the kit go through as they are.
   */
  readonly tokens?: readonly [string, string];
  /** Requests that get or refresh access: `POST /oauth/token`. They are neither counted nor struck. */
  readonly signIn?: readonly Match[];
  /** Requests that only read although their method could write: `POST /search`. */
  readonly reads?: readonly Match[];
  /** How the system says what is wrong. Default: plain HTTP statuses. */
  readonly faults?: FaultReplyOptions;
  /** Further texts that must stay secret. */
  readonly secrets?: readonly string[];
  /** Puts the system back as it was; called before each run. */
  readonly reset?: () => void | Promise<void>;
  /** Rules that this connector cannot keep. */
  readonly exemptions?: readonly Exemption[];
  /** Takes lines for people: the size of the list. Default: standard output. */
  readonly report?: (line: string) => void;
}

/** A test for any runner: it fails when `run` rejects. */
export interface Case {
  readonly name: string;
  /** Id of the rule, as exemptions name it. */
  readonly rule: string;
  /** The tool; absent when the case judges the connector as a whole. */
  readonly tool?: string;
  readonly run: () => Promise<void>;
}

/** Everything that a connector is held to, as independent cases. Each one opens its own stand-in and leaves nothing behind. */
export function conformance(options: ConformanceOptions): readonly Case[] {
  const { connect, upstream, tokens, signIn = [], reads = [], faults = {}, secrets = [], exemptions = [] } = options;
  const { reset = () => {}, report = (line) => process.stdout.write(`${line}\n`) } = options;
  const subject: Subject = { connect, upstream, tokens, signIn, reads, secrets, reset, replies: toReplies(faults) };
  const samples = Object.entries(options.samples).flatMap(([tool, inputs]) => [inputs].flat().map((input): Sample => ({ tool, input })));
  const cases = rules.flatMap((rule) => casesOf(rule, { subject, samples, report }));
  return [...cases.map((one) => exempted(one, exemptions)), ...unusedExemptions(cases, exemptions)];
}

function casesOf(rule: Rule, context: RuleContext): readonly Case[] {
  const { subject, samples } = context;
  const { id, says } = rule;
  if (rule.of === 'connector')
    return [{ rule: id, name: `the connector ${says}`, run: () => inLab(subject, async (lab) => rule.check(lab.connector, context)) }];
  if (rule.of === 'tool')
    return [...new Set(samples.map(({ tool }) => tool))].map((tool) => ({
      rule: id,
      tool,
      name: `${tool} ${says}`,
      run: () => inLab(subject, async (lab) => rule.check(lab.tool(tool), lab.connector)),
    }));
  return samples.map((sample) => ({
    rule: id,
    tool: sample.tool,
    name: `${sample.tool}${numberOf(sample, samples)} ${says}`,
    run: () => rule.check(subject, sample),
  }));
}

/** Tells the samples of one tool apart. */
function numberOf(sample: Sample, samples: readonly Sample[]): string {
  const same = samples.filter(({ tool }) => tool === sample.tool);
  return same.length === 1 ? '' : ` (sample ${same.indexOf(sample) + 1})`;
}
