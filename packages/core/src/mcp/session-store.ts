import { anonymous, partitionOf } from '../caller.ts';
import type { ConnectedServer } from './server.ts';
import type { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/server';

export interface SessionOptions {
  /** Most sessions at a time; the one unused for longest makes room. Default 1,000. */
  readonly maxSessions?: number;
  /** Most sessions of one caller at a time. Default 50. Who is not known shares what there is with others who are not. */
  readonly maxSessionsPerCaller?: number;
  /** Milliseconds after which a session without request and open stream ends. Default 30 minutes. */
  readonly idleMs?: number;
}

export interface Session extends ConnectedServer {
  readonly id: string;
  readonly transport: WebStandardStreamableHTTPServerTransport;
  /** Whose it is: it answers nobody else. */
  readonly partition: string;
}

/** The sessions of this process: bounded, and forgotten when nobody uses them. */
export interface SessionStore {
  /** The session, if it is this caller's. */
  find(id: string, partition: string): Session | undefined;
  add(session: Session): void;
  end(session: Session): Promise<void>;
  /** Keeps a session from ending while a stream is open. Returns what closes it. */
  hold(session: Session): () => void;
  all(): readonly Session[];
  /** Ends all of them. */
  close(): Promise<void>;
}

interface Entry {
  readonly session: Session;
  streams: number;
  usedAt: number;
}

export function createSessionStore(options: SessionOptions = {}): SessionStore {
  const { maxSessions = 1_000, maxSessionsPerCaller = 50, idleMs = 1_800_000 } = options;
  // In the order of last use: the first one has been unused for longest.
  const entries = new Map<string, Entry>();

  const end = (session: Session): Promise<void> => {
    entries.delete(session.id);
    return session.server.close().catch(() => {});
  };
  const touch = (entry: Entry) => {
    entry.usedAt = Date.now();
    entries.delete(entry.session.id);
    entries.set(entry.session.id, entry);
  };
  const sweep = () => {
    const deadline = Date.now() - idleMs;
    for (const { session, streams, usedAt } of entries.values()) if (streams === 0 && usedAt <= deadline) void end(session);
  };
  const timer = setInterval(sweep, Math.max(10, Math.min(idleMs / 2, 60_000)));
  timer.unref();

  return {
    find(id, partition) {
      const entry = entries.get(id);
      if (entry === undefined || entry.session.partition !== partition) return undefined;
      touch(entry);
      return entry.session;
    },
    add(session) {
      const all = [...entries.values()].map((entry) => entry.session);
      const own = all.filter(({ partition }) => partition === session.partition);
      const most = session.partition === partitionOf(anonymous) ? maxSessions : maxSessionsPerCaller;
      const victim = own.length >= most ? own[0] : entries.size >= maxSessions ? all[0] : undefined;
      if (victim !== undefined) void end(victim);
      entries.set(session.id, { session, streams: 0, usedAt: Date.now() });
    },
    end,
    hold(session) {
      const entry = entries.get(session.id);
      if (entry === undefined) return () => {};
      entry.streams += 1;
      return () => {
        entry.streams -= 1;
        entry.usedAt = Date.now();
      };
    },
    all: () => [...entries.values()].map(({ session }) => session),
    async close() {
      clearInterval(timer);
      await Promise.all([...entries.values()].map(({ session }) => end(session)));
    },
  };
}
