import { callerKey, ConnectorError, type Call } from '@causeway/core';
import { methods, names, transports } from './names.ts';
import type { Journal } from '../journal.ts';

type Attributes = Readonly<Record<string, string>>;

export function startAttributes({ via, name, tool, connector, context }: Call): Attributes {
  const { protocolVersion, source } = context.get(callerKey);
  const transport = source === undefined ? undefined : transports[source.transport];
  return {
    [names.method]: methods[via],
    ...(tool === undefined ? {} : { [names.tool]: name }),
    ...(via === 'tool' ? { [names.operation]: 'execute_tool' } : {}),
    ...(protocolVersion === undefined ? {} : { [names.protocol]: protocolVersion }),
    ...(transport === undefined ? {} : { [names.transport]: transport }),
    ...(source?.address === undefined ? {} : { [names.clientAddress]: source.address }),
    ...(connector === undefined ? {} : { [names.connector]: connector.name }),
  };
}

/** A failed call is a result that says so (`tool_error`), whatever failed. The code says what did. */
export function failureAttributes(thrown: unknown): Attributes {
  return { [names.errorType]: 'tool_error', [names.errorCode]: ConnectorError.from(thrown).code };
}

/** What the layers beneath wrote down. */
export function endAttributes({ notes }: Journal): Record<string, string | number> {
  const rule = notes.decisions.at(-1)?.rule;
  return {
    ...(notes.attempts > 1 ? { [names.attempts]: notes.attempts } : {}),
    ...(notes.cache === undefined ? {} : { [names.cache]: notes.cache }),
    ...(rule === undefined ? {} : { [names.policyRule]: rule }),
  };
}
