import { abortable } from '../abortable.ts';
import { anonymous, callerKey, partitionOf } from '../caller.ts';
import type { Call, ListFilter, Middleware, ToolEntry } from '../middleware.ts';
import type { Called, CallRequest, CallResult, Failed, RequestOptions } from './request.ts';
import type { Access, Change } from '../tool.ts';
import type { Catalogue } from './catalogue.ts';
import { ConnectorError } from '../connector-error.ts';
import { Context } from './call-context.ts';
import { createConversation, type Conversation } from './conversation.ts';
import { createTrail } from '../trail.ts';
import { parse } from '../schema.ts';
import { runTool } from './run-tool.ts';
import type { Sealer } from '../sealer.ts';
import { settle, withDeadline } from './settle.ts';

export interface AttemptOptions {
  readonly catalogue: Catalogue;
  readonly chain: Middleware;
  readonly filter: ListFilter;
  readonly confirms: (entry: ToolEntry) => boolean;
  readonly sealer: Sealer;
  readonly deadlineMs: number;
}

/** How calls of every kind run: one attempt from the top of the chain to its end. */
export interface Attempts {
  context(name: string, options: RequestOptions): Context;
  call(request: CallRequest, via: Call['via']): Promise<CallResult>;
  /** Runs something that is not a tool under the same deadline, questions and error rules. */
  run<T>(
    name: string,
    values: unknown,
    options: RequestOptions,
    work: (context: Context) => Promise<T>,
  ): Promise<T | Exclude<CallResult, Called>>;
}

export function createAttempts(options: AttemptOptions): Attempts {
  const { catalogue, chain, filter, deadlineMs } = options;

  return {
    context: (name, request) => createContext(options, name, request, silent, request.signal ?? never),

    run: (name, values, request, work) =>
      withDeadline(request.signal, deadlineMs, (signal) =>
        settle(() => {
          const conversation = converse(options, name, values, request, false);
          return { conversation, work: () => work(createContext(options, name, request, conversation, signal)) };
        }),
      ),

    call: (request, via) =>
      withDeadline(request.signal, deadlineMs, (signal) => {
        const entry = catalogue.tools.get(request.name);
        const confirmable = entry !== undefined && via === 'tool' && options.confirms(entry);
        let hidden = false;
        let staleReply = false;
        const outcome = settle(() => {
          const { values, confirm } = confirmable ? takeConfirm(request.arguments) : { values: request.arguments, confirm: undefined };
          const conversation = converseOrRefuse(options, request, values, confirmable, confirm);
          const context = createContext(options, request.name, request, conversation.conversation, signal);
          hidden = entry === undefined || !filter.allows(entry, context);
          staleReply = conversation.refusal !== undefined && request.reply !== undefined;
          const work = async (): Promise<Called> => {
            const call = await createCall({ chain, entry, request, values, via, context, refusal: conversation.refusal });
            const output = await chain(call, runTool);
            const content = entry?.tool.present?.(output);
            return { kind: 'done', entry: entry as ToolEntry, output, ...(content === undefined ? {} : { content }) };
          };
          return { conversation: conversation.conversation, work };
        });
        // A tool that the caller may not know of answers exactly as one that does not exist, whatever refused it.
        return outcome.then((result) => {
          if (hidden) return unknownTool(request.name);
          return staleReply && result.kind === 'failed' ? { ...result, staleReply } : result;
        });
      }),
  };
}

interface CallParts {
  readonly chain: Middleware;
  readonly entry: ToolEntry | undefined;
  readonly request: CallRequest;
  readonly values: unknown;
  readonly via: Call['via'];
  readonly context: Context;
  readonly refusal: ConnectorError | undefined;
}

/** Parses and judges before the chain, so that every layer sees the same facts. What fails here goes down the chain as `invalid`. */
async function createCall({ chain, entry, request, values, via, context, refusal }: CallParts): Promise<Call> {
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
  const parsed = await parse(tool.input, values ?? {});
  if (parsed.issues !== undefined) return invalid(known, misfit(parsed.issues));
  const input = parsed.value;
  try {
    const access = await abortable(Promise.resolve(tool.access(input, context)), context.signal);
    const call: Call = { ...known, input, access, context };
    if (tool.preview === undefined) return call;
    return { ...call, preview: () => preview(chain, call, context) };
  } catch (thrown) {
    return invalid({ ...known, input }, ConnectorError.from(thrown));
  }
}

/** A preview reads what the write would change: it is a call of its own, with a trail of its own. */
function preview(chain: Middleware, call: Call, context: Context): Promise<readonly Change[]> {
  const { preview: _, ...rest } = call;
  const access = call.access.filter(({ effect }) => effect !== 'create').map((one): Access => ({ ...one, effect: 'read' }));
  return chain({ ...rest, via: 'preview', access, context: context.fork() }, runTool) as Promise<readonly Change[]>;
}

function createContext(
  options: AttemptOptions,
  name: string,
  request: RequestOptions,
  conversation: Conversation,
  signal: AbortSignal,
): Context {
  const caller = request.caller ?? anonymous;
  const context = new Context({
    id: conversation.callId,
    signal,
    trail: createTrail(),
    partition: partitionOf(caller),
    tool: name,
    sealer: options.sealer,
    values: new Map([[callerKey, caller]]),
    conversation,
    report: request.progress,
  });
  return (request.prepare?.(context) as Context | undefined) ?? context;
}

function converse(
  options: AttemptOptions,
  tool: string,
  values: unknown,
  request: RequestOptions,
  confirmable: boolean,
  confirm?: string,
): Conversation {
  return createConversation({
    sealer: options.sealer,
    partition: partitionOf(request.caller ?? anonymous),
    tool,
    arguments: values,
    canAsk: request.canAsk ?? [],
    confirmable,
    reply: request.reply,
    confirm,
  });
}

/** A forged or stale answer refuses the call, but the call still goes down the chain, to be audited. */
function converseOrRefuse(options: AttemptOptions, request: CallRequest, values: unknown, confirmable: boolean, confirm?: string) {
  try {
    return { conversation: converse(options, request.name, values, request, confirmable, confirm), refusal: undefined };
  } catch (thrown) {
    return {
      conversation: converse(options, request.name, values, { ...request, reply: undefined }, false),
      refusal: ConnectorError.from(thrown),
    };
  }
}

function takeConfirm(values: unknown): { readonly values: unknown; readonly confirm: string | undefined } {
  if (typeof values !== 'object' || values === null || !('confirm' in values)) return { values, confirm: undefined };
  const { confirm, ...rest } = values;
  return { values: rest, confirm: typeof confirm === 'string' ? confirm : '' };
}

function misfit(issues: readonly { readonly path: string; readonly message: string }[]): ConnectorError {
  const reasons = issues.slice(0, 10).map(({ path, message }) => (path === '' ? message : `${path}: ${message}`));
  return new ConnectorError('invalid_input', `The arguments do not fit: ${reasons.join('; ')}`, {
    hint: 'Correct the arguments and call again.',
    fields: issues.map(({ path }) => path).filter((path) => path !== ''),
  });
}

function unknownTool(name: string): Failed {
  return {
    kind: 'failed',
    unknown: true,
    error: new ConnectorError('not_found', `There is no tool "${name}".`, { hint: 'List the tools to see their names.' }),
  };
}

const never = new AbortController().signal;
const silent: Conversation = {
  callId: '',
  ask: () => {
    throw new ConnectorError('permission_denied', 'Nobody can be asked here.');
  },
  suspend: () => ({ state: '', confirm: false }),
};
