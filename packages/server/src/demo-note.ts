import { isRecordOf, isRecordSet, type Middleware } from '@causeway/core';

const note = 'Invented demo data from the Causeway sandbox.';

/** Says on every answer that its customers are invented. */
export const demoNote: Middleware = async (call, next) => {
  const output = await next(call);
  if (!isRecordSet(output) && !isRecordOf(output)) return output;
  return { ...output, notes: [...(output.notes ?? []), note] };
};
