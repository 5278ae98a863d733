import type { Attempts } from './attempt.ts';
import type { Catalogue } from './catalogue.ts';
import type { CompleteRequest } from './request.ts';
import type { Completion } from '../completion.ts';
import type { Connector } from '../connector.ts';
import { isRecordSet } from '../record-set.ts';

const maxValues = 100;

export async function complete(catalogue: Catalogue, attempts: Attempts, request: CompleteRequest): Promise<readonly string[]> {
  const source = find(catalogue, request);
  if (source === undefined) return [];
  const values = isList(source.completion) ? source.completion : await ask(source.connector, source.completion, attempts, request);
  const typed = request.typed.toLowerCase();
  return [...new Set(values)].filter((value) => value.toLowerCase().startsWith(typed)).slice(0, maxValues);
}

type Source = { readonly connector: Connector; readonly completion: Completion | readonly string[] };

function find(catalogue: Catalogue, { of, argument }: CompleteRequest): Source | undefined {
  if ('view' in of) {
    const found = catalogue.views.find(({ view }) => view.uri === of.view);
    const { complete = {} } = found?.view ?? {};
    const completion = Object.hasOwn(complete, argument) ? complete[argument] : undefined;
    return found === undefined || completion === undefined ? undefined : { connector: found.connector, completion };
  }
  const found = catalogue.prompts.get(of.prompt);
  const completion = found?.prompt.arguments?.find(({ name }) => name === argument)?.complete;
  return found === undefined || completion === undefined ? undefined : { connector: found.connector, completion };
}

async function ask(connector: Connector, completion: Completion, attempts: Attempts, request: CompleteRequest): Promise<readonly string[]> {
  const { typed, variables = {}, ...options } = request;
  const input = attemptTo(() => completion.input(typed, variables));
  if (input === undefined) return [];
  const result = await attempts.call({ ...options, name: `${connector.name}_${completion.tool}`, arguments: input.value }, 'completion');
  if (result.kind !== 'done' || !isRecordSet(result.output)) return [];
  const column = result.output.columns.indexOf(completion.column);
  return result.output.rows.map((row) => row[column]).filter((cell) => typeof cell === 'string');
}

/** A connector may refuse what was typed so far. */
function attemptTo<T>(make: () => T): { readonly value: T } | undefined {
  try {
    return { value: make() };
  } catch {
    return undefined;
  }
}

function isList(completion: Completion | readonly string[]): completion is readonly string[] {
  return Array.isArray(completion);
}
