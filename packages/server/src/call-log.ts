import { ConnectorError, isAskSignal, type ErrorCode, type Middleware } from '@causeway/core';
import { describeError, type Log } from './log.ts';

/** What the people who run the server should look at; the rest is an answer to whoever called. */
const levels: Partial<Readonly<Record<ErrorCode, 'error' | 'warn'>>> = {
  internal: 'error',
  unknown_outcome: 'error',
  unavailable: 'warn',
  unauthenticated: 'warn',
  timeout: 'warn',
};

/** A line for every call: which tool, how it ended, how long it took. Nothing of arguments and answers. */
export function callLog(log: Log): Middleware {
  return async (call, next) => {
    const began = performance.now();
    const facts = () => ({ call: call.context.id, tool: call.name, via: call.via, ms: Math.round(performance.now() - began) });
    try {
      const output = await next(call);
      log.debug(facts(), 'answered');
      return output;
    } catch (thrown) {
      if (isAskSignal(thrown)) log.debug(facts(), 'asks');
      else log[levels[ConnectorError.from(thrown).code] ?? 'debug']({ ...facts(), ...describeError(thrown) }, 'failed');
      throw thrown;
    }
  };
}
