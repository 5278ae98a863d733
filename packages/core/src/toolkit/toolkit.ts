import { complete } from './complete.ts';
import { compose, type ListFilter, type Middleware, type ToolEntry } from '../middleware.ts';
import type {
  CallRequest,
  CallResult,
  CompleteRequest,
  PromptRequest,
  PromptResult,
  ReadRequest,
  ReadResult,
  RequestOptions,
} from './request.ts';
import { checkAll, type CheckResult } from './check.ts';
import { createAttempts } from './attempt.ts';
import { createCatalogue, type Catalogue } from './catalogue.ts';
import { createSealer, type Sealer } from '../sealer.ts';
import type { Connector } from '../connector.ts';
import { readView } from './read-view.ts';
import { renderPrompt } from './render-prompt.ts';

export interface ToolkitOptions {
  readonly connectors: readonly Connector[];
  /** The first one is outermost. */
  readonly use?: readonly Middleware[];
  /** For cursors, handles and answers. Share its keys between processes behind one address. Default: random keys. */
  readonly sealer?: Sealer;
  /** Milliseconds after which a call ends, whatever it does; layers get at most 5 s more to write down how. Default 30,000. */
  readonly deadlineMs?: number;
  /** Longest full name of a tool or prompt. Default 40: clients put names of their own before it, and models take 64 characters. */
  readonly maxNameLength?: number;
}

/** The tools that a caller may know of. `key` is equal for callers who see the same. */
export interface ToolList {
  readonly key: string;
  readonly entries: readonly ToolEntry[];
}

/**
 * Connectors under one roof: names, dispatch, parsing, governance and normalised errors, with no protocol. Servers and other agent
 * SDKs call it as it is; it never throws for what a caller did.
 */
export interface Toolkit {
  readonly connectors: readonly Connector[];
  readonly catalogue: Catalogue;
  /** A few sentences for the model, from all connectors. */
  readonly instructions: string;
  /** Whether answers and lists depend on who asks. */
  readonly personal: boolean;
  /** The tools that this caller may know of, in the order of registration. */
  list(options?: RequestOptions): ToolList;
  /** Whether a tool's questions may be answered with a `confirm` argument. */
  confirms(entry: ToolEntry): boolean;
  /** Runs a tool by its full name, under the governance of `use`. */
  call(request: CallRequest): Promise<CallResult>;
  /** Reads a view: the call of its tool. */
  read(request: ReadRequest): Promise<ReadResult>;
  prompt(request: PromptRequest): Promise<PromptResult>;
  /** Values that start with what was typed; none when completion fails. At most 100. */
  complete(request: CompleteRequest): Promise<readonly string[]>;
  /** Asks every connector whether its system can be used, side by side. */
  check(options?: RequestOptions): Promise<readonly CheckResult[]>;
  /** Closes every connector. Safe to call twice. */
  close(): Promise<void>;
}

const everything: ListFilter = { key: () => '', allows: () => true };

/** Throws a TypeError when connectors do not fit together: names that clash or break the rules. */
export function createToolkit({
  connectors,
  use = [],
  sealer = createSealer(),
  deadlineMs = 30_000,
  maxNameLength,
}: ToolkitOptions): Toolkit {
  const catalogue = createCatalogue(connectors, maxNameLength);
  const chain = compose(...use);
  const filter = chain.filter ?? everything;
  const confirms = (entry: ToolEntry) => entry.tool.effect !== 'delete' && chain.confirms?.(entry) === true;
  const attempts = createAttempts({ catalogue, chain, filter, confirms, sealer, deadlineMs });
  const lists = new Map<string, ToolList>();
  const toolkit: Toolkit = {
    connectors,
    catalogue,
    instructions: connectors.flatMap(({ instructions }) => (instructions === undefined ? [] : [instructions])).join('\n\n'),
    personal: chain.filter !== undefined,
    confirms,
    list(options = {}) {
      const context = attempts.context('', options);
      const key = filter.key(context);
      const known = lists.get(key);
      if (known !== undefined) return known;
      const list = { key, entries: [...catalogue.tools.values()].filter((entry) => filter.allows(entry, context)) };
      if (lists.size >= maxLists) lists.clear();
      lists.set(key, list);
      return list;
    },
    call: (request) => attempts.call(request, 'tool'),
    read: (request) => readView(catalogue, attempts, request),
    prompt: (request) => renderPrompt(catalogue, attempts, request),
    complete: (request) => complete(catalogue, attempts, request),
    check: (options = {}) => checkAll(connectors, attempts, options),
    async close() {
      await Promise.all(connectors.map(async (connector) => connector.close?.()));
    },
  };
  return toolkit;
}

/** A bound on memory, not a tuning knob: rules rarely tell more kinds of callers apart. */
const maxLists = 1_000;
