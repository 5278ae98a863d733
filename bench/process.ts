import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** A server in a process of its own. */
export interface ServerProcess {
  readonly origin: string;
  /** That every request has to carry. */
  readonly headers: Readonly<Record<string, string>>;
  usage(): Promise<{ readonly cpuMicros: number; readonly rssMb: number }>;
  stop(): Promise<void>;
}

export async function startProcess(file: string, args: readonly string[]): Promise<ServerProcess> {
  const child = fork(file, args, { execArgv: ['--conditions=@causeway/source'], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const { port, headers } = await message<{ readonly port: number; readonly headers: Readonly<Record<string, string>> }>(child);
  return {
    origin: `http://127.0.0.1:${port}`,
    headers,
    usage() {
      child.send('usage');
      return message(child);
    },
    async stop() {
      child.kill();
      await once(child, 'exit');
    },
  };
}

async function message<T>(child: ChildProcess): Promise<T> {
  const [value] = (await once(child, 'message')) as [T];
  return value;
}
