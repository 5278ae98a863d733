import { connect } from 'node:net';

/** What a plain socket saw: all bytes, and how the connection ended. */
export interface RawAnswer {
  readonly text: string;
  readonly ended: 'fin' | 'reset' | 'timeout';
}

/** Sends a request byte for byte, so that no client tidies the path up, and waits for the end of the connection. */
export function raw(url: string, request: string, timeoutMs = 1000): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname, () => socket.write(request));
    let text = '';
    const end = (ended: RawAnswer['ended']) => {
      socket.destroy();
      resolve({ text, ended });
    };
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
    });
    socket.on('end', () => end('fin'));
    socket.on('error', () => end('reset'));
    socket.setTimeout(timeoutMs, () => end('timeout'));
  });
}

export function rawGet(url: string, path: string, timeoutMs?: number): Promise<RawAnswer> {
  return raw(url, `GET ${path} HTTP/1.1\r\nHost: sandbox\r\nConnection: close\r\n\r\n`, timeoutMs);
}
