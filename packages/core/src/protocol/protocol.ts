import { ConnectorError } from '../connector-error.ts';
import { failureOf, ProtocolFailure, rpcCodes } from './failure.ts';
import { isMembers, type Exchange, type Members } from './exchange.ts';
import type {
  McpCallResult,
  McpCompletion,
  McpInputRequired,
  McpPrompt,
  McpPromptResult,
  McpResource,
  McpResourceContents,
  McpResourceTemplate,
  McpTool,
} from './wire.ts';
import { askable, toInputRequired, toReply } from './questions.ts';
import { toCallResult, toConfirmResult, toErrorResult } from './call-result.ts';
import { toContents, toMcpResource, toMcpTemplate } from './resources.ts';
import { toMcpPrompt, toPromptResult } from './prompts.ts';
import type { Asks, Failed, RequestOptions } from '../toolkit/request.ts';
import { progressOf } from './progress.ts';
import { toMcpTool } from './tool-entry.ts';
import type { Toolkit, ToolList } from '../toolkit/toolkit.ts';
import { unexpected } from '../toolkit/refusals.ts';
import { traceContext } from '../trace-context.ts';
import { traceOf } from './trace.ts';

/** What a caller may see of a toolkit. The same object for callers who see the same. */
export interface McpLists {
  readonly tools: readonly McpTool[];
  readonly resources: readonly McpResource[];
  readonly templates: readonly McpResourceTemplate[];
  readonly prompts: readonly McpPrompt[];
}

/**
 * A toolkit as the Model Context Protocol sees it: parameters of requests in, plain results out, no SDK and no transport. Requests
 * that fail as a whole throw a {@link ProtocolFailure}. Parameters are checked here as far as an SDK may have left them unchecked.
 */
export interface ToolkitProtocol {
  readonly toolkit: Toolkit;
  lists(exchange: Pick<Exchange, 'caller' | 'prepare'>): McpLists;
  callTool(params: Members, exchange: Exchange): Promise<McpCallResult | McpInputRequired>;
  readResource(params: Members, exchange: Exchange): Promise<{ readonly contents: readonly McpResourceContents[] } | McpInputRequired>;
  getPrompt(params: Members, exchange: Exchange): Promise<McpPromptResult | McpInputRequired>;
  complete(params: Members, exchange: Exchange): Promise<McpCompletion>;
}

/** Converts every schema once. Throws a TypeError when one has no JSON form. */
export function createProtocol(toolkit: Toolkit): ToolkitProtocol {
  const lists = createLists(toolkit);
  return {
    toolkit,
    lists: ({ caller, prepare }) => lists(toolkit.list({ caller, prepare })),

    async callTool(params, exchange) {
      const name = text(params, 'name');
      const options = optionsOf(exchange);
      const result = await toolkit.call({ ...options, name, arguments: params['arguments'] });
      if (result.kind === 'done')
        return attempt(
          () => toCallResult(result),
          (error) => toErrorResult(unexpected(result.entry.tool, error)),
        );
      if (result.kind === 'asks') return answerable(result, options) || !result.confirm ? toInputRequired(result) : toConfirmResult(result);
      if (result.unknown) throw new ProtocolFailure(rpcCodes.invalidParams, `Unknown tool: ${name}`);
      if (result.staleReply === true) throw failureOf(result.error);
      return toErrorResult(result.error);
    },

    async readResource(params, exchange) {
      const uri = text(params, 'uri');
      const result = await toolkit.read({ ...optionsOf(exchange), uri });
      if (result.kind === 'done')
        return {
          contents: attempt(
            () => toContents(uri, result),
            (error) => {
              throw failureOf(error);
            },
          ),
        };
      return askOrFail(result, new ProtocolFailure(rpcCodes.resourceNotFound, `Unknown resource: ${uri}`, { uri }));
    },

    async getPrompt(params, exchange) {
      const name = text(params, 'name');
      const result = await toolkit.prompt({ ...optionsOf(exchange), name, arguments: texts(params['arguments']) });
      if (result.kind === 'done') return toPromptResult(result.messages);
      return askOrFail(result, new ProtocolFailure(rpcCodes.invalidParams, `Unknown prompt: ${name}`));
    },

    async complete(params, exchange) {
      const values = await toolkit.complete({ ...optionsOf(exchange), ...completionOf(params) });
      return { completion: { values, hasMore: false } };
    },
  };
}

function createLists(toolkit: Toolkit): (list: ToolList) => McpLists {
  const { catalogue } = toolkit;
  const tools = new Map([...catalogue.tools.values()].map((entry) => [entry, toMcpTool(entry, toolkit.confirms(entry))]));
  const prompts = [...catalogue.prompts.values()].map(toMcpPrompt);
  const known = new WeakMap<ToolList, McpLists>();
  return (list) => {
    const seen = known.get(list);
    if (seen !== undefined) return seen;
    const visible = new Set(list.entries);
    const views = catalogue.views.filter(({ entry }) => visible.has(entry));
    const lists: McpLists = {
      tools: list.entries.map((entry) => tools.get(entry) as McpTool),
      resources: views.filter(({ template }) => template.variables.length === 0).map(toMcpResource),
      templates: views.filter(({ template }) => template.variables.length > 0).map(toMcpTemplate),
      prompts,
    };
    known.set(list, lists);
    return lists;
  };
}

function optionsOf(exchange: Exchange): RequestOptions {
  const { caller, signal, capabilities, reply, prepare } = exchange;
  const trace = traceOf(exchange.meta);
  return {
    caller,
    signal,
    progress: progressOf(exchange),
    canAsk: askable(capabilities),
    reply: toReply(reply),
    prepare:
      trace === undefined
        ? prepare
        : (context) => (prepare === undefined ? context.with(traceContext, trace) : prepare(context.with(traceContext, trace))),
  };
}

function attempt<T>(work: () => T, failed: (error: ConnectorError) => T): T {
  try {
    return work();
  } catch (error) {
    return failed(ConnectorError.from(error));
  }
}

function answerable({ questions }: Asks, { canAsk = [] }: RequestOptions): boolean {
  return Object.values(questions).every(({ kind }) => canAsk.includes(kind));
}

function askOrFail(result: Asks | Failed, unknown: ProtocolFailure): McpInputRequired {
  if (result.kind === 'asks') return toInputRequired(result);
  throw result.unknown ? unknown : failureOf(result.error);
}

function completionOf(params: Members) {
  const { ref, argument, context } = params;
  if (!isMembers(ref) || !isMembers(argument))
    throw new ProtocolFailure(rpcCodes.invalidParams, 'Invalid params: "ref" and "argument" are needed.');
  const of = ref['type'] === 'ref/prompt' ? { prompt: text(ref, 'name') } : { view: text(ref, 'uri') };
  const variables = isMembers(context) ? texts(context['arguments']) : undefined;
  return { of, argument: text(argument, 'name'), typed: text(argument, 'value'), variables };
}

function text(params: Members, name: string): string {
  const value = params[name];
  if (typeof value === 'string') return value;
  throw new ProtocolFailure(rpcCodes.invalidParams, `Invalid params: "${name}" must be a string.`);
}

function texts(values: unknown): Readonly<Record<string, string>> | undefined {
  if (values === undefined) return undefined;
  if (isMembers(values) && Object.values(values).every((value) => typeof value === 'string'))
    return values as Readonly<Record<string, string>>;
  throw new ProtocolFailure(rpcCodes.invalidParams, 'Invalid params: arguments must be strings.');
}
