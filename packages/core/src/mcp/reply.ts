/** A whole JSON answer, not yet wrapped in what a runtime wants. */
export interface Reply {
  readonly status: number;
  readonly json: string;
}

export const jsonHeaders = { 'content-type': 'application/json' } as const;

export function toResponse(answer: Reply | Response): Response {
  return answer instanceof Response ? answer : new Response(answer.json, { status: answer.status, headers: jsonHeaders });
}
