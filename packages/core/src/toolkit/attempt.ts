import { anonymous, callerKey, partitionOf } from '../caller.ts';
import type { Call, ListFilter, Middleware, ToolEntry } from '../middleware.ts';
import type { Called, CallRequest, CallResult, RequestOptions } from './request.ts';
import { createCall, type CallParts } from './create-call.ts';
import { runTool, toCalled } from './run-tool.ts';
import { settle, withDeadline, withGrace } from './settle.ts';
import type { Catalogue } from './catalogue.ts';
import { ConnectorError } from '../connector-error.ts';
import { Context } from './call-context.ts';
import { createConversation, type Conversation } from './conversation.ts';
import { createTrail } from '../trail.ts';
import type { Sealer } from '../sealer.ts';
import { unknownTool } from './refusals.ts';

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
  /** `unfit` says why it can never run, where that is known before its arguments are parsed. */
  call(request: CallRequest, via: Call['via'], unfit?: ConnectorError): Promise<CallResult>;
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

    call: (request, via, unfit) =>
      withDeadline(request.signal, deadlineMs, async (signal) => {
        const entry = catalogue.tools.get(request.name);
        const confirmable = entry !== undefined && via === 'tool' && options.confirms(entry);
        let hidden = false;
        let staleReply = false;
        const result = await settle(() => {
          const { values, confirm } = confirmable ? takeConfirm(request.arguments) : { values: request.arguments, confirm: undefined };
          const { conversation, refusal } = converseOrRefuse(options, request, values, confirmable, confirm);
          const context = createContext(options, request.name, request, conversation, signal);
          hidden = entry === undefined || !filter.allows(entry, context);
          staleReply = refusal !== undefined && request.reply !== undefined;
          const innermost = hidden ? refuseHidden : runTool;
          const parts: CallParts = { chain, innermost, entry, request, values, via, context, refusal: refusal ?? unfit };
          return { conversation, work: () => withGrace(attempt(parts), signal, deadlineMs, entry) };
        });
        // A tool that the caller may not know of answers exactly as one that does not exist, whatever refused it.
        if (hidden) return unknownTool(request.name);
        return staleReply && result.kind === 'failed' ? { ...result, staleReply } : result;
      }),
  };
}

async function attempt(parts: CallParts): Promise<Called> {
  const output = await parts.chain(await createCall(parts), parts.innermost);
  return toCalled(parts.entry as ToolEntry, output);
}

/** Governance may not guard what its filter hides: such a tool does not run either. */
function refuseHidden({ name, invalid }: Call): Promise<never> {
  return Promise.reject(invalid ?? unknownTool(name).error);
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

const never = new AbortController().signal;
const silent: Conversation = {
  callId: '',
  ask: () => {
    throw new ConnectorError('permission_denied', 'Nobody can be asked here.');
  },
  suspend: () => ({ state: '', confirm: false }),
};
