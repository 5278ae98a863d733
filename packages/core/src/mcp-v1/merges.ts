import { ErrorCode, McpError } from '@modelcontextprotocol/sdk/types.js';
import { isMembers, type Exchange, type Members } from '../protocol/exchange.ts';
import type { Extra, Lookup, Merge } from './handler-map.ts';
import type { ToolkitProtocol } from '../protocol/protocol.ts';
import { withAnswers } from './exchange.ts';

export interface MergeOptions {
  readonly protocol: ToolkitProtocol;
  readonly exchange: (extra: Extra) => Exchange;
  /** Names of the host's own tools, where they can be read; else its list is asked. */
  readonly hostTools: () => readonly string[] | undefined;
}

/** The toolkit's side of each method, in front of the host's. */
export function createMerges({ protocol, exchange, hostTools }: MergeOptions): ReadonlyMap<string, Merge> {
  const { tools, views, prompts } = protocol.toolkit.catalogue;
  const isView = (uri: unknown) => views.some(({ view, template }) => view.uri === uri || template.match(String(uri)) !== undefined);
  const isReference = ({ ref }: Members) => isMembers(ref) && (prompts.has(String(ref['name'])) || isView(ref['uri']));
  const list = (key: 'tools' | 'resources' | 'templates' | 'prompts', member: string): Merge =>
    listMerge(member, (extra) => protocol.lists(exchange(extra))[key]);
  const answer = (method: 'callTool' | 'readResource' | 'getPrompt' | 'complete', isOurs: (params: Members) => boolean): Merge =>
    answerMerge(isOurs, (params, extra) =>
      withAnswers(exchange(extra), extra, (current): Promise<object> => protocol[method](params, current)),
    );
  const call = answer('callTool', ({ name }) => tools.has(String(name)));
  return new Map<string, Merge>([
    ['tools/list', list('tools', 'tools')],
    [
      'tools/call',
      async (request, extra, host) => {
        const name = String(request.params?.['name']);
        if (tools.has(name) && (hostTools() ?? (await askTools(host, extra))).includes(name)) throw clash(name);
        return call(request, extra, host);
      },
    ],
    ...(views.length === 0
      ? []
      : ([
          ['resources/list', list('resources', 'resources')],
          ['resources/templates/list', list('templates', 'resourceTemplates')],
          ['resources/read', answer('readResource', ({ uri }) => isView(uri))],
        ] as const)),
    ...(prompts.size === 0
      ? []
      : ([
          ['prompts/list', list('prompts', 'prompts')],
          ['prompts/get', answer('getPrompt', ({ name }) => prompts.has(String(name)))],
        ] as const)),
    ...(views.length === 0 && prompts.size === 0 ? [] : ([['completion/complete', answer('complete', isReference)]] as const)),
  ]);
}

/** The host may page its own list; ours is whole, and stands on its first page. */
function listMerge(member: string, own: (extra: Extra) => readonly { readonly name: string }[]): Merge {
  return async (request, extra, host) => {
    const theirs = ((await host(request.method)?.(request, extra)) ?? {}) as Members;
    if (request.params?.['cursor'] !== undefined) return theirs;
    const listed = (theirs[member] ?? []) as readonly { readonly name: string }[];
    const ours = own(extra);
    const double = listed.find(({ name }) => unique.has(member) && ours.some((one) => one.name === name));
    if (double !== undefined) throw clash(double.name);
    return { ...theirs, [member]: [...listed, ...ours] };
  };
}

/** Resources are told apart by their URI, whose scheme is the connector's name. */
const unique: ReadonlySet<string> = new Set(['tools', 'prompts']);

function answerMerge(isOurs: (params: Members) => boolean, answer: (params: Members, extra: Extra) => Promise<object>): Merge {
  return async (request, extra, host) => {
    const params = request.params ?? {};
    const theirs = host(request.method);
    if (theirs !== undefined && !isOurs(params)) return theirs(request, extra);
    // A ProtocolFailure goes out as it is: McpError would put its code into the message, where the client puts it again.
    return answer(params, extra);
  };
}

async function askTools(host: Lookup, extra: Extra): Promise<readonly string[]> {
  const listed = (await host('tools/list')?.({ method: 'tools/list' }, extra)) as
    | { readonly tools?: readonly { readonly name: string }[] }
    | undefined;
  return (listed?.tools ?? []).map(({ name }) => name);
}

function clash(name: string): McpError {
  return new McpError(
    ErrorCode.InternalError,
    `"${name}" is registered by the server and by a connector; give the connector another name.`,
  );
}
