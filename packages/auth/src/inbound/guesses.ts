export interface GuessLimit {
  /** Bad tokens of one address that are looked at in each period. Default 30. */
  readonly attempts?: number | undefined;
  /** Length of the period. Default 60. */
  readonly seconds?: number | undefined;
}

/** Counts bad tokens by address, so that guessing costs the guesser and not this server. */
export interface Guesses {
  /** Milliseconds until tokens of this address are looked at again; 0 when they are now. */
  waitMs(address: string): number;
  failed(address: string): void;
}

/** A bound on memory: the address unused for longest is forgotten first. */
const maxAddresses = 10_000;

export function createGuesses({ attempts = 30, seconds = 60 }: GuessLimit = {}, now: () => number = Date.now): Guesses {
  const windows = new Map<string, { count: number; readonly until: number }>();
  const find = (address: string) => {
    const window = windows.get(address);
    if (window !== undefined && window.until > now()) return window;
    windows.delete(address);
    return undefined;
  };
  return {
    waitMs(address) {
      const window = find(networkOf(address));
      return window !== undefined && window.count >= attempts ? window.until - now() : 0;
    },
    failed(address) {
      const network = networkOf(address);
      const window = find(network) ?? { count: 0, until: now() + seconds * 1_000 };
      window.count += 1;
      windows.delete(network);
      windows.set(network, window);
      for (const oldest of windows.keys()) {
        if (windows.size <= maxAddresses) break;
        windows.delete(oldest);
      }
    },
  };
}

/** Whoever has one IPv6 address has the 2^64 of its network. */
function networkOf(address: string): string {
  if (!address.includes(':') || address.includes('.')) return address;
  const [head = '', tail] = address.split('::');
  const groups = head.split(':').filter((group) => group !== '');
  if (tail !== undefined) while (groups.length < 4) groups.push('0');
  return groups.slice(0, 4).join(':');
}
