import type { Reply } from '../wire/exchange.ts';
import { NoSuchPage, type Refusal } from './errors.ts';

const contentType = 'application/json;charset=utf-8';

/** A JSON answer as HubSpot sends it. */
export function ok(value: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status, headers: { 'content-type': contentType, ...headers }, body: JSON.stringify(value) };
}

export const noContent: Reply = { status: 204 };

/** A refusal under its correlation id. `html`: a missing record is answered with a page, not with JSON. */
export function refuse(refusal: Refusal, correlationId: string, html: boolean): Reply {
  const headers = { 'x-hubspot-correlation-id': correlationId };
  if (refusal instanceof NoSuchPage && html) return missingPage(headers);
  const { message, context, errors, errorType, ...rest } = refusal.body;
  const body = {
    status: 'error',
    message,
    ...(errorType ? { errorType } : {}),
    correlationId,
    ...(context ? { context } : {}),
    ...(errors ? { errors } : {}),
    ...rest,
  };
  return ok(body, refusal.status, headers);
}

function missingPage(headers: Readonly<Record<string, string>>): Reply {
  return {
    status: 404,
    headers: { 'content-type': 'text/html;charset=iso-8859-1', 'x-hubspot-notfound': 'true', ...headers },
    body: `<html>
<head>
<meta http-equiv="Content-Type" content="text/html;charset=ISO-8859-1"/>
<title>Error 404 Not Found</title>
</head>
<body><h2>HTTP ERROR 404 Not Found</h2>
<table><tr><th>MESSAGE:</th><td>Resource not found</td></tr></table>
</body>
</html>
`,
  };
}

/** The frame of every batch answer; with errors it is a 207. */
export function batchAnswer(at: number, results: readonly unknown[], errors: readonly Refusal[] = [], status = 200): Reply {
  const instant = new Date(at).toISOString();
  const partly = errors.length > 0 ? { errors: errors.map(batchError), numErrors: errors.length } : {};
  return ok({ completedAt: instant, status: 'COMPLETE', startedAt: instant, results, ...partly }, errors.length > 0 ? 207 : status);
}

function batchError({ body }: Refusal): unknown {
  const { category, subCategory, message, context } = body;
  return { status: 'error', category, ...(subCategory ? { subCategory } : {}), message, ...(context ? { context } : {}) };
}
