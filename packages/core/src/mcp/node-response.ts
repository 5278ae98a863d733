import { isEventStream } from './stream.ts';
import { jsonHeaders, type Reply } from './reply.ts';
import type { ServerResponse } from 'node:http';

/** Writes an answer: whole when it is whole, chunk by chunk when it streams. Ends early when the client has gone. */
export async function write(answer: Reply | Response, outgoing: ServerResponse): Promise<void> {
  if (!(answer instanceof Response)) {
    outgoing.writeHead(answer.status, { ...jsonHeaders, 'content-length': Buffer.byteLength(answer.json) });
    outgoing.end(answer.json);
    return;
  }
  outgoing.statusCode = answer.status;
  for (const [name, value] of answer.headers) if (name !== 'set-cookie') outgoing.setHeader(name, value);
  const cookies = answer.headers.getSetCookie();
  if (cookies.length > 0) outgoing.setHeader('set-cookie', cookies);
  if (answer.body === null) outgoing.end();
  else if (isEventStream(answer)) await stream(answer.body, outgoing);
  else outgoing.end(Buffer.from(await answer.arrayBuffer()));
}

async function stream(body: ReadableStream<Uint8Array>, outgoing: ServerResponse): Promise<void> {
  const reader = body.getReader();
  const stop = () => void reader.cancel().catch(() => {});
  outgoing.once('close', stop);
  outgoing.flushHeaders();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done || outgoing.destroyed) break;
      if (!outgoing.write(value)) await drained(outgoing);
    }
  } finally {
    outgoing.off('close', stop);
    outgoing.end();
  }
}

/** Until the client has read on, or has gone. */
function drained(outgoing: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      outgoing.off('drain', done).off('close', done);
      resolve();
    };
    outgoing.once('drain', done).once('close', done);
    if (outgoing.destroyed) done();
  });
}
