import { abortable } from '../abortable.ts';
import type { Call } from '../middleware.ts';
import { ConnectorError } from '../connector-error.ts';
import { parse } from '../schema.ts';
import type { Tool } from '../tool.ts';

/** The innermost layer: runs the tool and checks what it answers. Refuses what can never run. */
export async function runTool(call: Call): Promise<unknown> {
  if (call.invalid !== undefined) throw call.invalid;
  const { tool, input, context, via } = call;
  if (tool === undefined) throw new ConnectorError('internal', 'A call without a tool reached the end of the chain.');
  const { signal } = context;
  if (via === 'preview') return abortable(Promise.resolve(tool.preview?.(input, context) ?? []), signal);
  if (signal.aborted) throw signal.reason;
  try {
    return await checked(tool, await abortable(run(tool, call), signal));
  } catch (thrown) {
    if (signal.aborted && tool.effect !== 'read' && ConnectorError.is(thrown) && thrown.code === 'timeout') throw lost(thrown);
    throw thrown;
  }
}

/** So that a tool that throws before its first await fails like any other. */
async function run(tool: Tool, { input, context }: Call): Promise<unknown> {
  return tool.run(input, context);
}

async function checked(tool: Tool, output: unknown): Promise<unknown> {
  const parsed = await parse(tool.output, output);
  if (parsed.issues === undefined) return parsed.value;
  const places = parsed.issues.map(({ path, message }) => `${path}: ${message}`).join('; ');
  throw new ConnectorError('internal', 'The connector answered in an unexpected shape.', { cause: new TypeError(places) });
}

function lost(cause: ConnectorError): ConnectorError {
  return new ConnectorError('unknown_outcome', 'No answer came in time; the change may or may not have been made.', {
    cause,
    hint: 'Read the record to see whether the change is there before you try again.',
  });
}
