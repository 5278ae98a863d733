import { createKey, type Key, type Tool } from '@causeway/core';
import { refusal } from '../refusal.ts';

/** That a call needs a person's yes, and whether it has it. */
export interface ApprovalRequirement {
  /** Ids of the rules that want it. */
  readonly rules: readonly string[];
  grant(): void;
  /** The tool, unable to run before the yes: so a chain without an approval layer fails closed. */
  guard(tool: Tool): Tool;
}

export const approvalKey: Key<ApprovalRequirement | undefined> = createKey<ApprovalRequirement | undefined>('approval', undefined);

export function requireApproval(rules: readonly string[]): ApprovalRequirement {
  let granted = false;
  return {
    rules,
    grant: () => void (granted = true),
    guard: (tool) => {
      const run: Tool['run'] = async (input, context) => {
        if (!granted) throw refusal('permission_denied', 'This needs a person to approve it, and nothing here can ask one.');
        return tool.run(input, context);
      };
      return Object.create(tool, { run: { value: run, enumerable: true } }) as Tool;
    },
  };
}
