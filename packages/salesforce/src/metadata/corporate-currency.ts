import { ConnectorError } from '@causeway/core';
import type { Org } from '../client/org.ts';
import { shaped } from './shaped.ts';
import { z } from 'zod';

const shape = z.looseObject({ records: z.array(z.looseObject({ IsoCode: z.string() })) });

const lasting: ReadonlySet<string> = new Set(['permission_denied', 'not_found', 'invalid_input', 'conflict']);

/** The corporate currency of an org with several. Undefined where the user may not read it. */
export async function readCorporateCurrency(org: Org, signal: AbortSignal): Promise<string | undefined> {
  const q = 'SELECT IsoCode FROM CurrencyType WHERE IsCorporate = true';
  try {
    return shaped(shape, await org.request({ segments: ['query'], query: { q } }, signal)).records[0]?.IsoCode;
  } catch (thrown) {
    if (ConnectorError.is(thrown) && lasting.has(thrown.code)) return undefined;
    throw thrown;
  }
}
