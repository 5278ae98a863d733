import { callerKey, ConnectorError, type ListFilter, type Middleware } from '@causeway/core';
import { createScopeRules, unattainable, type ScopeOptions, type ScopeRules } from './rules.ts';

export interface ScopeMiddleware extends Middleware {
  readonly filter: ListFilter;
  /** For `createAuthenticate`, which answers 403 where the request itself says what it wants. */
  readonly rules: ScopeRules;
}

/**
 * Lets callers use the tools that their scopes open, and lists no others. Put it before all other middleware: a call that it refuses
 * goes on down the chain as one that can never run, so that it is audited like any other. A caller without principal has no scopes.
 */
export function scopes(options: ScopeOptions = {}): ScopeMiddleware {
  const rules = createScopeRules(options);
  const run: Middleware = (call, next) => {
    const { connector, tool, context } = call;
    if (call.invalid !== undefined || connector === undefined || tool === undefined) return next(call);
    if (rules.allows(connector, tool, context.get(callerKey))) return next(call);
    return next({ ...call, invalid: insufficientScope(rules.wanted(connector, tool)) });
  };
  const filter: ListFilter = {
    key: (context) => JSON.stringify([...(context.get(callerKey).principal?.scopes ?? [])].sort()),
    allows: ({ connector, tool }, context) => rules.allows(connector, tool, context.get(callerKey)),
  };
  return Object.assign(run, { filter, rules });
}

// The mark by which governance tells its own refusals from a connector's failures: audit writes `denied`.
const refusal = Symbol.for('causeway.Refusal');

function insufficientScope(wanted: readonly string[]): ConnectorError {
  const [first] = wanted;
  const hint =
    first === undefined || first === unattainable
      ? 'Do without it, or tell the person that their access does not cover it.'
      : `Tell the person that this needs the permission "${first}"; a client that signs in again can ask for it.`;
  const error = new ConnectorError('permission_denied', 'The permissions that were granted to this client do not cover this tool.', {
    hint,
  });
  return Object.defineProperty(error, refusal, { value: true });
}
