import type { Connector } from '../connector.ts';
import type { Prompt } from '../prompt.ts';
import type { ToolEntry } from '../middleware.ts';
import { parseUriTemplate, type UriTemplate } from '../uri-template.ts';
import type { View } from '../view.ts';

/** A view with its parsed URI and the tool that answers. */
export interface ViewEntry {
  readonly connector: Connector;
  readonly view: View;
  readonly template: UriTemplate;
  readonly entry: ToolEntry;
}

export interface PromptEntry {
  /** Full name: `salesforce_account_brief`. */
  readonly name: string;
  readonly connector: Connector;
  readonly prompt: Prompt;
}

/** Everything that a set of connectors offers, under its full name, in the order of registration. */
export interface Catalogue {
  readonly tools: ReadonlyMap<string, ToolEntry>;
  readonly views: readonly ViewEntry[];
  readonly prompts: ReadonlyMap<string, PromptEntry>;
}

const instanceName = /^[a-z][a-z0-9]{1,15}$/;
const localName = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;

/** Throws a TypeError that names the connector and the rule it breaks. */
export function createCatalogue(connectors: readonly Connector[], maxNameLength = 40): Catalogue {
  const names = new Set<string>();
  for (const connector of connectors) {
    require(connector.spec ===
      1, `Connector "${connector.name}" is of revision ${String(connector.spec)} of the contract; this core knows 1.`);
    require(instanceName.test(
      connector.name,
    ), `Connector name "${connector.name}" must be 2 to 16 of a-z and 0-9, starting with a letter.`);
    require(!names.has(connector.name), `Two connectors are named "${connector.name}"; give one of them another name.`);
    names.add(connector.name);
  }
  const tools = unique('tool', connectors.flatMap(toolEntries), maxNameLength);
  return {
    tools,
    views: connectors.flatMap((connector) => (connector.views ?? []).map((view) => viewEntry(connector, view, tools))),
    prompts: unique('prompt', connectors.flatMap(promptEntries), maxNameLength),
  };
}

function toolEntries(connector: Connector): readonly ToolEntry[] {
  return connector.tools.map((tool) => {
    const name = fullName(connector, tool.name);
    require(tool.effect === 'read' || tool.preview !== undefined, `Tool "${name}" writes, so it needs a preview.`);
    return { name, connector, tool };
  });
}

function promptEntries(connector: Connector): readonly PromptEntry[] {
  return (connector.prompts ?? []).map((prompt) => ({ name: fullName(connector, prompt.name), connector, prompt }));
}

function viewEntry(connector: Connector, view: View, tools: ReadonlyMap<string, ToolEntry>): ViewEntry {
  require(view.uri.startsWith(`${connector.name}://`), `View "${view.uri}" must start with "${connector.name}://".`);
  const entry = tools.get(`${connector.name}_${view.tool}`);
  if (entry === undefined) throw new TypeError(`View "${view.uri}" names the tool "${view.tool}", which "${connector.name}" has not.`);
  require(entry.tool.effect === 'read', `View "${view.uri}" must be answered by a read tool.`);
  return { connector, view, template: parseUriTemplate(view.uri), entry };
}

function fullName(connector: Connector, local: string): string {
  const name = `${connector.name}_${local}`;
  require(localName.test(local), `Name "${local}" in connector "${connector.name}" must be lower-case words joined by "_".`);
  return name;
}

function unique<T extends { readonly name: string }>(what: string, entries: readonly T[], maxNameLength: number): ReadonlyMap<string, T> {
  const map = new Map<string, T>();
  for (const entry of entries) {
    require(entry.name.length <= maxNameLength, `Name "${entry.name}" is longer than ${maxNameLength} characters.`);
    require(!map.has(entry.name), `Two ${what}s are named "${entry.name}".`);
    map.set(entry.name, entry);
  }
  return map;
}

function require(condition: boolean, message: string): asserts condition {
  if (!condition) throw new TypeError(message);
}
