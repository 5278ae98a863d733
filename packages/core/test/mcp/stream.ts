import { until } from './probe-toolkit.ts';

type Message = Readonly<Record<string, unknown>> & { readonly method?: string; readonly params?: Readonly<Record<string, unknown>> };

export interface Listener {
  readonly messages: readonly Message[];
  /** Whether the server ended the stream. */
  readonly ended: () => boolean;
  /** Waits for a message of this method. */
  next(method: string): Promise<Message>;
  close(): void;
}

/** Collects the messages of an event stream while it goes on. */
export function listen(response: Response, abort: AbortController): Listener {
  const messages: Message[] = [];
  let over = false;
  const read = async () => {
    let rest = '';
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      rest += Buffer.from(chunk).toString('utf8');
      const lines = rest.split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) if (line.startsWith('data: ')) messages.push(JSON.parse(line.slice(6)) as Message);
    }
  };
  void read()
    .catch(() => {})
    .finally(() => {
      over = true;
    });
  return {
    messages,
    ended: () => over,
    async next(method) {
      await until(() => messages.some((message) => message.method === method));
      return messages.find((message) => message.method === method) as Message;
    },
    close: () => abort.abort(),
  };
}
