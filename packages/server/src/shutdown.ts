/** Something that ends in order when the process is told to. */
export interface Stoppable {
  readonly name: string;
  stop(): Promise<void>;
}

/**
 * Ends one part after the other on SIGTERM or SIGINT, then exits with 0; so does the function it answers, and once is enough. A second
 * signal exits at once with 1, as does a stop that takes longer than the deadline.
 */
export function stopOnSignals(
  parts: readonly Stoppable[],
  onError: (name: string, error: unknown) => void,
  deadlineMs: number,
): () => Promise<never> {
  let stopping: Promise<never> | undefined;
  const end = async (): Promise<never> => {
    setTimeout(() => process.exit(1), deadlineMs).unref();
    for (const part of parts) await part.stop().catch((error: unknown) => onError(part.name, error));
    process.exit(0);
  };
  const stop = () => (stopping ??= end());
  const signaled = () => {
    if (stopping !== undefined) process.exit(1);
    void stop();
  };
  process.on('SIGTERM', signaled);
  process.on('SIGINT', signaled);
  return stop;
}
