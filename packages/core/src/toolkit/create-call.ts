import type { Access, Change } from '../tool.ts';
import type { Call, Middleware, Next, ToolEntry } from '../middleware.ts';
import { misfit, unknownTool, unparsed } from './refusals.ts';
import { abortable } from '../abortable.ts';
import type { CallRequest } from './request.ts';
import { ConnectorError } from '../connector-error.ts';
import type { Context } from './call-context.ts';
import { parse } from '../schema.ts';

export interface CallParts {
  readonly chain: Middleware;
  /** The end of the chain. */
  readonly innermost: Next;
  readonly entry: ToolEntry | undefined;
  readonly request: CallRequest;
  readonly values: unknown;
  readonly via: Call['via'];
  readonly context: Context;
  readonly refusal: ConnectorError | undefined;
}

/** Parses and judges before the chain, so that every layer sees the same facts. What fails here goes down the chain as `invalid`. */
export async function createCall(parts: CallParts): Promise<Call> {
  const { entry, request, values, via, context, refusal } = parts;
  const invalid = (base: Omit<Call, 'access' | 'context'>, error: ConnectorError): Call => ({
    ...base,
    invalid: error,
    access: [],
    context: context.refuse(error),
  });
  const base = { via, name: request.name, arguments: values };
  if (entry === undefined) return invalid(base, unknownTool(request.name).error);
  const { tool, connector } = entry;
  const known = { ...base, connector, tool };
  if (refusal !== undefined) return invalid(known, refusal);
  const parsed = await abortable(parse(tool.input, values ?? {}), context.signal).catch(unparsed);
  if (ConnectorError.is(parsed)) return invalid(known, parsed);
  if (parsed.issues !== undefined) return invalid(known, misfit(parsed.issues));
  const input = parsed.value;
  try {
    const access = await abortable(Promise.resolve(tool.access(input, context)), context.signal);
    const call: Call = { ...known, input, access, context };
    if (tool.preview === undefined) return call;
    return { ...call, preview: () => preview(parts, call) };
  } catch (thrown) {
    return invalid({ ...known, input }, ConnectorError.from(thrown));
  }
}

/** A preview reads what the write would change: it is a call of its own, with a trail of its own. */
function preview({ chain, innermost, context }: CallParts, call: Call): Promise<readonly Change[]> {
  const { preview: _, ...rest } = call;
  const access = call.access.filter(({ effect }) => effect !== 'create').map((one): Access => ({ ...one, effect: 'read' }));
  return chain({ ...rest, via: 'preview', access, context: context.fork() }, innermost) as Promise<readonly Change[]>;
}
