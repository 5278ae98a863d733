import type { McpResource, McpResourceContents, McpResourceTemplate } from './wire.ts';
import type { ReadResult } from '../toolkit/request.ts';
import { jsonOf } from './json.ts';
import { toMcpContents } from './content.ts';
import type { ViewEntry } from '../toolkit/catalogue.ts';

const json = 'application/json';

export function toMcpResource({ view }: ViewEntry): McpResource {
  return { uri: view.uri, ...describe(view) };
}

export function toMcpTemplate({ view }: ViewEntry): McpResourceTemplate {
  return { uriTemplate: view.uri, ...describe(view) };
}

function describe(view: ViewEntry['view']): Omit<McpResource, 'uri'> {
  return {
    name: view.uri.slice(view.uri.indexOf('://') + 3),
    title: view.title,
    ...(view.description === undefined ? {} : { description: view.description }),
    mimeType: view.mimeType ?? json,
  };
}

/** What a view answered: what its tool presents, or its output as JSON. */
export function toContents(
  uri: string,
  { view: { view }, output, content = [] }: ReadResult & { kind: 'done' },
): readonly McpResourceContents[] {
  const presented = content.flatMap((one) => toMcpContents(one, uri, view.mimeType));
  return presented.length > 0 ? presented : [{ uri, mimeType: json, text: jsonOf(output) }];
}
