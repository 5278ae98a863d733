/** How a variable of a view, or an argument of a prompt, is completed: a read tool is called, and one column of its record set is offered. */
export interface Completion {
  /** Name of a read tool of the same connector, without prefix. */
  readonly tool: string;
  /** That tool's input for what was typed so far and the other variables that are known. */
  input(typed: string, variables: Readonly<Record<string, string>>): unknown;
  /** The column of the answer that holds the values. */
  readonly column: string;
}
