import { cleanText } from '../text.ts';
import { ConnectorError } from '../connector-error.ts';
import type { Failed } from './request.ts';
import type { Issue } from '../schema.ts';
import type { Tool } from '../tool.ts';

// What a caller sends comes back in messages and records: none of it may be long.
const maxReasons = 10;
const maxQuoted = 200;

export function misfit(issues: readonly Issue[]): ConnectorError {
  const first = issues.slice(0, maxReasons).map(({ path, message }) => ({ path: quoted(path), message: quoted(message) }));
  const reasons = first.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`));
  const more = issues.length > maxReasons ? `; and ${issues.length - maxReasons} more` : '';
  return new ConnectorError('invalid_input', `The arguments do not fit: ${reasons.join('; ')}${more}`, {
    hint: 'Correct the arguments and call again.',
    fields: first.map(({ path }) => path).filter((path) => path !== ''),
  });
}

/** What a schema threw on arguments, instead of an answer: it has gone too deep into them, or it is broken. */
export function unparsed(thrown: unknown): ConnectorError {
  return thrown instanceof RangeError ? misfit([{ path: '', message: 'they are nested too deeply' }]) : ConnectorError.from(thrown);
}

export function unknownTool(name: string): Failed {
  return {
    kind: 'failed',
    unknown: true,
    error: new ConnectorError('not_found', `There is no tool "${quoted(name)}".`, { hint: 'List the tools to see their names.' }),
  };
}

/** An answer that nobody can use. A write was made all the same, or may have been. */
export function unexpected(tool: Tool, cause: unknown): ConnectorError {
  const shape = 'The connector answered in an unexpected shape';
  return tool.effect === 'read' ? new ConnectorError('internal', `${shape}.`, { cause }) : unknownOutcome(shape, cause);
}

export function unknownOutcome(what: string, cause: unknown): ConnectorError {
  return new ConnectorError('unknown_outcome', `${what}; the change may or may not have been made.`, {
    cause,
    hint: 'Read the record to see whether the change is there before you try again.',
  });
}

function quoted(text: string): string {
  return text.length <= maxQuoted ? text : `${cleanText(text.slice(0, maxQuoted))}…`;
}
