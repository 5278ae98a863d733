import { ConnectorError } from '@causeway/core';
import type { z } from 'zod';

/** An answer in the shape that it has to have. Throws `unavailable` for any other: a proxy may speak in HubSpot's place. */
export function shaped<T>(schema: z.ZodType<T>, answer: unknown): T {
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  throw misshapen(parsed.error);
}

/** What a read yields, in its shape. The typed client fails in its own ways on answers that do not fit. */
export async function reading<T>(schema: z.ZodType<T>, work: () => Promise<unknown>): Promise<T> {
  return shaped(schema, await guarded(work, misshapen));
}

/** What a write yields, in its shape. An answer that cannot be read leaves its outcome unknown. */
export async function writing<T>(schema: z.ZodType<T>, work: () => Promise<unknown>): Promise<T> {
  const parsed = schema.safeParse(await guarded(work, unreadable));
  if (parsed.success) return parsed.data;
  throw unreadable(parsed.error);
}

async function guarded(work: () => Promise<unknown>, toError: (cause: unknown) => ConnectorError): Promise<unknown> {
  try {
    return await work();
  } catch (thrown) {
    if (ConnectorError.is(thrown)) throw thrown;
    throw toError(thrown);
  }
}

function misshapen(cause: unknown): ConnectorError {
  return new ConnectorError('unavailable', 'HubSpot answered in an unexpected shape.', { cause, hint: 'Try again later.' });
}

function unreadable(cause: unknown): ConnectorError {
  return new ConnectorError('unknown_outcome', 'The answer of HubSpot cannot be read; the change may or may not have been made.', {
    cause,
    hint: 'Read the record to see whether the change is there before you try again.',
  });
}
