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
