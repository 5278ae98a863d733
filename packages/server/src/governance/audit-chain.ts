import { hostname } from 'node:os';
import { join } from 'node:path';
import { readFileSync } from 'node:fs';

const most = 100;

/**
 * `main`, or the first of `main-2`, `main-3`, … that no other process of this machine writes: clients over stdio start one process
 * each. Two that start in the same instant may choose alike; then the log refuses the second one.
 */
export function freeChain(directory: string): string {
  for (let number = 1; number < most; number += 1) {
    const chain = number === 1 ? 'main' : `main-${number}`;
    if (!isTaken(join(directory, `${chain}.lock`))) return chain;
  }
  return `main-${most}`;
}

function isTaken(lock: string): boolean {
  try {
    const { host, pid } = JSON.parse(readFileSync(lock, 'utf8')) as { readonly host?: string; readonly pid?: number };
    return host !== hostname() || (pid !== undefined && isAlive(pid));
  } catch {
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
