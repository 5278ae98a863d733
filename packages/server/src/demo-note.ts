import type { Middleware } from '@causeway/core';

const note = 'Invented demo data from the Causeway sandbox.';

/** Says on every answer that its customers are invented. */
export const demoNote: Middleware = async (call, next) => {
  const output = await next(call);
  if (typeof output !== 'object' || output === null || Array.isArray(output)) return output;
  const notes = 'notes' in output && Array.isArray(output.notes) ? (output.notes as readonly unknown[]) : [];
  return { ...output, notes: [...notes, note] };
};
