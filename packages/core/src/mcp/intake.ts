import { errorResponse, type Refusal, type RefusalReason } from './refusal.ts';
import type { McpHandlerOptions, RequestDetails } from './options.ts';
import { anonymous, type Caller } from '../caller.ts';
import { createGuard } from './guard.ts';
import { readBody } from './body.ts';

/** A request that may go on: who sends it, and what it says. */
export interface Accepted {
  readonly caller: Caller;
  /** Parsed. Undefined for requests that have none. */
  readonly body: unknown;
}

export interface Intake {
  /** Lets a request in, or answers it. */
  accept(request: Request, details: RequestDetails): Promise<Accepted | Response>;
  /** Reports an answer that refuses, and gives it on. */
  refuse(request: Request, details: RequestDetails, reason: RefusalReason, response: Response): Promise<Response>;
}

/** Host and origin, then the caller, then the body: nobody is made to read what a stranger sends. */
export function createIntake(options: McpHandlerOptions, onError: (error: unknown) => void): Intake {
  const guard = createGuard(options);
  const refuse: Intake['refuse'] = async (request, details, reason, response) => {
    try {
      await options.refused?.(describe(request, details, reason, response.status));
    } catch (error) {
      onError(error);
    }
    return response;
  };
  return {
    refuse,
    async accept(request, details) {
      const finding = guard(request);
      if (finding !== undefined) return refuse(request, details, finding.reason, errorResponse(403, -32_000, finding.message));
      const caller = (await options.authenticate?.(request)) ?? anonymous;
      if (caller instanceof Response) return refuse(request, details, caller.status === 403 ? 'forbidden' : 'unauthenticated', caller);
      const known = withSource(caller, request, details);
      if (request.method !== 'POST') return { caller: known, body: undefined };
      const body = await readBody(request, details.readBody);
      if (!body.ok) return refuse(request, details, body.reason, errorResponse(body.status, body.code, body.message));
      return { caller: known, body: body.value };
    },
  };
}

function withSource(caller: Caller, { headers }: Request, { address }: RequestDetails): Caller {
  const userAgent = headers.get('user-agent');
  const source = {
    transport: 'http' as const,
    ...(address === undefined ? {} : { address }),
    ...(userAgent === null ? {} : { userAgent }),
  };
  return { ...caller, source: { ...source, ...caller.source } };
}

function describe({ method, url, headers }: Request, { address }: RequestDetails, reason: RefusalReason, status: number): Refusal {
  const userAgent = headers.get('user-agent');
  return {
    reason,
    status,
    method,
    path: new URL(url).pathname,
    ...(address === undefined ? {} : { address }),
    ...(userAgent === null ? {} : { userAgent }),
  };
}
