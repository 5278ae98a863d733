import type { Asks, Called } from '../toolkit/request.ts';
import type { ConnectorError } from '../connector-error.ts';
import type { McpCallResult } from './wire.ts';
import { jsonOf } from './json.ts';
import { toMcpContent } from './content.ts';

/** Where a result carries what a program needs to know of an error: not in `structuredContent`, which older clients hold against the output schema. */
const errorMetaKey = 'causeway/error';

/** Where a result carries the token with which a client without a way to ask may confirm a call. */
const confirmMetaKey = 'causeway/confirm';

/** A tool's answer: as structured content, and the same as compact JSON text unless the tool presents it otherwise. */
export function toCallResult({ output, content = [] }: Called): McpCallResult {
  const text = jsonOf(output);
  return { content: content.length === 0 ? [{ type: 'text', text }] : content.map(toMcpContent), structuredContent: output };
}

/** A failed call: one line that a model can act on, and the report for programs in `_meta`. */
export function toErrorResult(error: ConnectorError): McpCallResult {
  const { message, ...report } = error.toJSON();
  const wait = report.retryAfterMs === undefined ? [] : [`Try again in ${Math.ceil(report.retryAfterMs / 1_000)} s.`];
  const text = [message, ...(report.hint === undefined ? [] : [report.hint]), ...wait].map(toSentence).join(' ');
  return { content: [{ type: 'text', text }], isError: true, _meta: { [errorMetaKey]: report } };
}

/** A call that a person must confirm, told to a client that cannot ask one: it may send the token back itself. */
export function toConfirmResult({ questions, state }: Asks): McpCallResult {
  const asked = Object.values(questions).map(({ message }) => message);
  const text = [
    'Nothing was done yet: a person has to agree first.',
    ...asked,
    `Show this to the person. Only if they say yes, call again with the same arguments and confirm: ${JSON.stringify(state)}`,
  ].join('\n');
  return { content: [{ type: 'text', text }], isError: true, _meta: { [confirmMetaKey]: state } };
}

/** A full stop would become part of an address. */
function toSentence(text: string): string {
  return /([.!?:]\s*|:\/\/\S+)$/.test(text) ? text : `${text}.`;
}
