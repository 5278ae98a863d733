import type { Connector, Tool } from '@causeway/core';
import type { Sample, Subject } from '../lab/subject.ts';

interface RuleBase {
  /** Names the rule in exemptions and results. */
  readonly id: string;
  /** The contract, as the end of a sentence that starts with the connector or the tool. */
  readonly says: string;
}

/** Judges the connector as a whole. */
export interface ConnectorRule extends RuleBase {
  readonly of: 'connector';
  check(connector: Connector, context: RuleContext): void | Promise<void>;
}

/** Judges what a tool declares. */
export interface ToolRule extends RuleBase {
  readonly of: 'tool';
  check(tool: Tool, connector: Connector): void | Promise<void>;
}

/** Judges what a tool does with a sample. */
export interface SampleRule extends RuleBase {
  readonly of: 'sample';
  check(subject: Subject, sample: Sample): Promise<void>;
}

export interface RuleContext {
  readonly subject: Subject;
  readonly samples: readonly Sample[];
  /** Takes a line for people who read the results. */
  readonly report: (line: string) => void;
}

export type Rule = ConnectorRule | ToolRule | SampleRule;
