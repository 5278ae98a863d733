import type { ServerResponse } from 'node:http';
import type { Answer } from './upstream.ts';
import type { Fault, Reply } from './fault.ts';

/** Answers one request, or does to it what the fault says. */
export async function sendFault(response: ServerResponse, fault: Fault | undefined, ask: () => Promise<Answer>): Promise<void> {
  if (fault === undefined) return send(response, await ask());
  switch (fault.kind) {
    case 'reply':
      return send(response, toAnswer(fault.reply));
    case 'drop':
      response.destroy();
      return;
    case 'lose':
      await ask();
      response.destroy();
      return;
    case 'truncate':
      return truncate(response, await ask());
    case 'withhold':
      return;
    case 'alter':
      return send(response, altered(await ask(), fault.alter));
  }
}

function send(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, [...headers.flat(), ...(body.length === 0 ? [] : ['content-length', String(body.length)])]);
  response.end(body);
}

function truncate(response: ServerResponse, answer: Answer): void {
  const { status, headers, body } = answer;
  if (body.length === 0) return send(response, answer);
  response.writeHead(status, [...headers.flat(), 'content-length', String(body.length)]);
  response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.destroy());
}

function altered(answer: Answer, alter: (json: unknown) => unknown): Answer {
  if (answer.status >= 300 || !answer.headers.some(([name, value]) => name === 'content-type' && value.includes('json'))) return answer;
  return { ...answer, body: Buffer.from(JSON.stringify(alter(JSON.parse(answer.body.toString('utf8'))))) };
}

function toAnswer({ status, headers = {}, body }: Reply): Answer {
  const json = body !== undefined && typeof body !== 'string';
  const type = json && !('content-type' in headers) ? [['content-type', 'application/json'] as const] : [];
  const text = json ? JSON.stringify(body) : (body ?? '');
  return { status, headers: [...Object.entries(headers), ...type], body: Buffer.from(text) };
}
