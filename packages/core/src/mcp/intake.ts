import { anonymous, type Caller } from '../caller.ts';
import { errorResponse, type Refusal, type RefusalReason } from './refusal.ts';
import type { McpHandlerOptions, RequestDetails } from './options.ts';
import { createGuard } from './guard.ts';
import type { Inbound } from './inbound.ts';
import { readBody } from './body.ts';

/** A request that may go on: who sends it, and what it says. */
export interface Accepted {
  readonly caller: Caller;
  /** Parsed. Undefined for requests that have none. */
  readonly body: unknown;
}

export interface Intake {
  /** Lets a request in, or answers it. */
  accept(inbound: Inbound, details: RequestDetails): Promise<Accepted | Response>;
  /** Tells of a request that was refused. */
  report(inbound: Inbound, details: RequestDetails, reason: RefusalReason, status: number): Promise<void>;
}

/** Host and origin, then the caller, then the body: nobody is made to read what a stranger sends. */
export function createIntake(options: McpHandlerOptions, onError: (error: unknown) => void): Intake {
  const { authenticate, refused } = options;
  const guard = createGuard(options);
  const report: Intake['report'] = async (inbound, details, reason, status) => {
    try {
      await refused?.(describe(inbound, details, reason, status));
    } catch (error) {
      onError(error);
    }
  };
  return {
    report,
    async accept(inbound, details) {
      const refuse = async (reason: RefusalReason, response: Response) => {
        await report(inbound, details, reason, response.status);
        return response;
      };
      const finding = guard(inbound);
      if (finding !== undefined) return refuse(finding.reason, errorResponse(403, -32_000, finding.message));
      const caller = authenticate === undefined ? anonymous : await authenticate(inbound.request(), { address: details.address });
      if (caller instanceof Response) return refuse(caller.status === 403 ? 'forbidden' : 'unauthenticated', caller);
      const known = withSource(caller, inbound, details);
      if (inbound.method !== 'POST') return { caller: known, body: undefined };
      const body = await readBody(inbound, details.readBody);
      return body.ok ? { caller: known, body: body.value } : refuse(body.reason, errorResponse(body.status, body.code, body.message));
    },
  };
}

function sourceOf(inbound: Inbound, { address }: RequestDetails) {
  const userAgent = inbound.header('user-agent');
  return { ...(address === undefined ? {} : { address }), ...(userAgent === undefined ? {} : { userAgent }) };
}

function withSource(caller: Caller, inbound: Inbound, details: RequestDetails): Caller {
  return { ...caller, source: { transport: 'http', ...sourceOf(inbound, details), ...caller.source } };
}

function describe(inbound: Inbound, details: RequestDetails, reason: RefusalReason, status: number): Refusal {
  return { reason, status, method: inbound.method, path: inbound.path, ...sourceOf(inbound, details) };
}
