import type { Query } from './ast.ts';
import { SoqlError, malformed } from './error.ts';

const MOST_OFFSET = 2000;
const MOST_LIMIT = 2 ** 31 - 1;

/** Checks LIMIT and OFFSET.
 *  @throws SoqlError NUMBER_OUTSIDE_VALID_RANGE for an offset over 2,000 */
export function checkWindow({ limit = 0, offset = 0 }: Query): void {
  if (offset > MOST_OFFSET) throw new SoqlError('NUMBER_OUTSIDE_VALID_RANGE', `Maximum SOQL offset allowed is ${MOST_OFFSET}`);
  if (limit > MOST_LIMIT) throw malformed(`numeric value out of range: ${limit}`);
}
