/** Something that ends in order when the process is told to. */
export interface Stoppable {
  readonly name: string;
  stop(): Promise<void>;
}

/**
 * Ends one part after the other on SIGTERM or SIGINT, then exits with 0; so does the function it answers. A second signal exits at
 * once with 1, as does a stop that takes longer than the deadline.
 */
export function stopOnSignals(
  parts: readonly Stoppable[],
  onError: (name: string, error: unknown) => void,
  deadlineMs = 20_000,
): () => Promise<never> {
  let stopping = false;
  const stop = async (): Promise<never> => {
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(() => process.exit(1), deadlineMs).unref();
    for (const part of parts) await part.stop().catch((error: unknown) => onError(part.name, error));
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());
  return stop;
}
