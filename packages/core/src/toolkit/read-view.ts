import type { Attempts } from './attempt.ts';
import type { Catalogue } from './catalogue.ts';
import { ConnectorError } from '../connector-error.ts';
import type { Failed, ReadRequest, ReadResult } from './request.ts';

/** Reads a view by calling its tool. */
export async function readView({ views }: Catalogue, attempts: Attempts, request: ReadRequest): Promise<ReadResult> {
  for (const view of views) {
    const variables = view.template.match(request.uri);
    if (variables === undefined) continue;
    const { value = variables, error } = inputOf(() => view.view.input(variables));
    const result = await attempts.call({ ...request, name: view.entry.name, arguments: value }, 'view', error);
    if (result.kind === 'done') return { ...result, view };
    return result.kind === 'failed' && result.unknown ? unknownResource(request.uri) : result;
  }
  return unknownResource(request.uri);
}

/** What a connector makes of the variables of a URI. It may refuse them. */
function inputOf(make: () => unknown): { readonly value?: unknown; readonly error?: ConnectorError } {
  try {
    return { value: make() };
  } catch (thrown) {
    return { error: ConnectorError.from(thrown) };
  }
}

function unknownResource(uri: string): Failed {
  const error = new ConnectorError('not_found', `There is no resource "${uri}".`, { hint: 'List the resources and templates.' });
  return { kind: 'failed', unknown: true, error };
}
