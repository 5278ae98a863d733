import { setTimeout as sleep } from 'node:timers/promises';

/** HubSpot takes five searches a second from all of an account; one tool leaves room for others. */
const betweenMs = 220;

/** Waits between two searches of one run. Throws the signal's reason. */
export async function pace(signal: AbortSignal): Promise<void> {
  try {
    await sleep(betweenMs, undefined, { signal });
  } catch (thrown) {
    throw signal.aborted ? (signal.reason as Error) : thrown;
  }
}
