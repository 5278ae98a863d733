import { ConnectorError } from '../connector-error.ts';

/** A tool's output as JSON. Throws a ConnectorError for what has no JSON form: a circle, a bigint. */
export function jsonOf(output: unknown): string {
  try {
    return JSON.stringify(output) ?? 'null';
  } catch (cause) {
    throw new ConnectorError('internal', 'The connector answered in an unexpected shape.', { cause });
  }
}
