import { unexpected, unknownOutcome } from './refusals.ts';
import { abortable } from '../abortable.ts';
import type { Call, ToolEntry } from '../middleware.ts';
import type { Called } from './request.ts';
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
    return await abortable(run(tool, call), signal);
  } catch (thrown) {
    if (signal.aborted && tool.effect !== 'read' && ConnectorError.is(thrown) && thrown.code === 'timeout')
      throw unknownOutcome('No answer came in time', thrown);
    throw thrown;
  }
}

async function run(tool: Tool, { input, context }: Call): Promise<unknown> {
  const output = await tool.run(input, context);
  const parsed = await parse(tool.output, output);
  if (parsed.issues === undefined) return parsed.value;
  const places = parsed.issues.map(({ path, message }) => `${path}: ${message}`).join('; ');
  throw unexpected(tool, new TypeError(places));
}

/** What came back up the chain, as the caller gets it. */
export function toCalled(entry: ToolEntry, output: unknown): Called {
  const { tool } = entry;
  if (typeof output !== 'object' || output === null) throw unexpected(tool, new TypeError('The answer is no object.'));
  const content = presented(tool, output);
  return { kind: 'done', entry, output, ...(content === undefined ? {} : { content }) };
}

function presented(tool: Tool, output: object): Called['content'] {
  try {
    return tool.present?.(output);
  } catch (cause) {
    throw unexpected(tool, cause);
  }
}
