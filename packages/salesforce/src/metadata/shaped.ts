import { ConnectorError } from '@causeway/core';
import type { z } from 'zod';

/** Reads an answer. One of the wrong shape is no answer: throws `unavailable`. */
export function shaped<T>(schema: z.ZodType<T>, answer: unknown): T {
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  throw new ConnectorError('unavailable', 'Salesforce answered in an unexpected shape.', { cause: parsed.error, hint: 'Try again later.' });
}
