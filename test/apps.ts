import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './imports.ts';

export type AppName = 'crm-server' | 'salesforce-server' | 'hubspot-server';

/** How a program is started: what to run, and with which arguments before its own. */
export interface Program {
  readonly command: string;
  readonly args: readonly string[];
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Default: an empty folder, which is the home of the process too. */
  readonly cwd?: string;
}

export function fromSource(app: AppName): Program {
  return { command: process.execPath, args: ['--conditions=@causeway/source', join(root, 'apps', app, 'src/main.ts')] };
}

/** As `npx` starts it where the packages are installed. */
export function fromPackage(folder: string, app: AppName): Program {
  return { command: process.execPath, args: [join(folder, 'node_modules/@causeway', app, 'dist/main.js')] };
}

export function emptyFolder(): string {
  return mkdtempSync(join(tmpdir(), 'causeway-app-'));
}

/** Nothing of the machine's environment but what programs need to run. */
export function environment({ env = {} }: RunOptions, home: string): Record<string, string> {
  return { PATH: process.env['PATH'] ?? '', HOME: home, ...env };
}

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end. */
export function runToEnd({ command, args }: Program, more: readonly string[], options: RunOptions = {}): Promise<Ended> {
  const cwd = options.cwd ?? emptyFolder();
  return new Promise((resolve) => {
    const child = execFile(command, [...args, ...more], { cwd, env: environment(options, cwd), timeout: 60_000 }, (_, stdout, stderr) =>
      resolve({ code: child.exitCode, stdout, stderr }),
    );
    child.stdin?.end();
  });
}

export interface Running {
  /** Where it serves. */
  readonly url: string;
  /** What it printed so far. */
  readonly stdout: () => string;
  readonly stderr: () => string;
  readonly child: ChildProcess;
  /** Sends a signal and answers the exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** Starts a program that serves over HTTP, and waits until it says where. */
export async function startHttp({ command, args }: Program, more: readonly string[], options: RunOptions = {}): Promise<Running> {
  const cwd = options.cwd ?? emptyFolder();
  const child = spawn(command, [...args, '--port', '0', ...more], {
    cwd,
    env: environment(options, cwd),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
      const found = /^.* on (http:\S+)$/m.exec(stdout)?.[1];
      if (found !== undefined && stdout.includes('MCP Inspector')) resolve(found);
    });
    void ended.then((code) => reject(new Error(`It ended with ${code}: ${stderr}`)));
  });
  return {
    url,
    child,
    stdout: () => stdout,
    stderr: () => stderr,
    stop: (signal = 'SIGTERM') => {
      child.kill(signal);
      return ended;
    },
  };
}
