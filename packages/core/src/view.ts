import type { Completion } from './completion.ts';

/** A URI that answers what a read tool answers: governed like a call, because it is one. */
export interface View {
  /** A URI, or a template with variables of one segment each: `salesforce://record/{object}/{id}`. The scheme is the connector's name. */
  readonly uri: string;
  readonly title: string;
  readonly description?: string;
  /** Default `application/json`. */
  readonly mimeType?: string;
  /** Name of the read tool that answers, without prefix. */
  readonly tool: string;
  /** The tool's input for the variables of a URI, decoded. */
  input(variables: Readonly<Record<string, string>>): unknown;
  readonly complete?: Readonly<Record<string, Completion>>;
}
