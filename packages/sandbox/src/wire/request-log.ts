/** One request as it arrived, and the status it was answered with. */
export interface LoggedRequest {
  readonly service: 'salesforce' | 'hubspot';
  readonly method: string;
  /** Raw path and query as sent. */
  readonly url: string;
  /** Names in lower case. Sign-in headers are kept: the sandbox holds no real secret. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
  /** Virtual time of arrival, in milliseconds since the epoch. */
  readonly at: number;
  /** Absent while it is being served, and when the connection was broken on purpose before an answer. */
  readonly status?: number;
}

/** At least this many of the latest requests are kept; older ones are dropped. */
const capacity = 10_000;

export interface RequestLog {
  /** Oldest first. */
  readonly entries: readonly LoggedRequest[];
  /** Writes a request down and gives the means to add the status it was answered with. */
  add(request: LoggedRequest): (status: number) => void;
  clear(): void;
}

export function createRequestLog(): RequestLog {
  const entries: LoggedRequest[] = [];
  return {
    entries,
    add(request) {
      const entry: { -readonly [K in keyof LoggedRequest]: LoggedRequest[K] } = { ...request };
      entries.push(entry);
      if (entries.length > capacity * 2) entries.splice(0, capacity);
      return (status) => {
        entry.status = status;
      };
    },
    clear: () => {
      entries.length = 0;
    },
  };
}
