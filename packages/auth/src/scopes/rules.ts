import type { Caller, Connector, Effect, Tool } from '@causeway/core';

/** What a scope opens. Members that are left out mean everything. */
export interface ScopeRule {
  /** Kinds or names of connectors. */
  readonly connectors?: readonly string[] | undefined;
  /** Tools, with or without the connector's prefix. */
  readonly tools?: readonly string[] | undefined;
  readonly effects?: readonly Effect[] | undefined;
}

export interface ScopeOptions {
  /** By scope. Default: `crm.read` opens tools that read, `crm.write` those that change. */
  readonly scopes?: Readonly<Record<string, ScopeRule>> | undefined;
  /** Whether `salesforce:read`, `salesforce:write` and `salesforce:*` open the connector of that kind or name. Default true. */
  readonly perConnector?: boolean | undefined;
  /** Connectors that need no scope. Default `connections`: everyone may look after their own. */
  readonly open?: readonly string[] | undefined;
}

/** Which scopes a tool wants: any of them is enough. */
export interface ScopeRules {
  /** The scopes that open a tool, the narrowest first. Empty: it needs none. */
  wanted(connector: Connector, tool: Tool): readonly string[];
  allows(connector: Connector, tool: Tool, caller: Caller): boolean;
  /** All scopes that rules name, for the metadata. */
  readonly names: readonly string[];
}

const writes: readonly Effect[] = ['create', 'update', 'delete'];
const defaults: Readonly<Record<string, ScopeRule>> = { 'crm.read': { effects: ['read'] }, 'crm.write': { effects: writes } };

export function createScopeRules({ scopes = defaults, perConnector = true, open = ['connections'] }: ScopeOptions = {}): ScopeRules {
  const rules = Object.entries(scopes);
  const known = new WeakMap<Tool, Map<string, readonly string[]>>();
  const compute = (connector: Connector, tool: Tool): readonly string[] => {
    if (open.some((name) => isOf(connector, name))) return [];
    const named = rules.filter(([, rule]) => opens(rule, connector, tool)).map(([scope]) => scope);
    const own = [...new Set([connector.kind, connector.name])].flatMap((name) => [
      `${name}:${tool.effect === 'read' ? 'read' : 'write'}`,
      `${name}:*`,
    ]);
    // A tool that no scope opens is closed, not open.
    const all = [...named, ...(perConnector ? own : [])];
    return all.length === 0 ? [unattainable] : all;
  };
  const wanted: ScopeRules['wanted'] = (connector, tool) => {
    const byName = known.get(tool) ?? new Map<string, readonly string[]>();
    known.set(tool, byName);
    const found = byName.get(connector.name) ?? compute(connector, tool);
    byName.set(connector.name, found);
    return found;
  };
  return {
    wanted,
    names: rules.map(([scope]) => scope),
    allows(connector, tool, { principal }) {
      const scopes = wanted(connector, tool);
      return scopes.length === 0 || (principal?.scopes.some((scope) => scope !== unattainable && scopes.includes(scope)) ?? false);
    },
  };
}

/** Stands where no scope would do. No token can hold it: scopes have no spaces. */
export const unattainable = 'no scope';

function opens({ connectors, tools, effects }: ScopeRule, connector: Connector, tool: Tool): boolean {
  return (
    (connectors?.some((name) => isOf(connector, name)) ?? true) &&
    (tools?.some((name) => name === tool.name || name === `${connector.name}_${tool.name}`) ?? true) &&
    (effects?.includes(tool.effect) ?? true)
  );
}

function isOf({ kind, name }: Connector, given: string): boolean {
  return given === kind || given === name;
}
