import { inspect } from 'node:util';

const methods = ['debug', 'dir', 'error', 'info', 'log', 'trace', 'warn'] as const;

/** Runs work and gives, besides its result, all that was logged meanwhile: through the console, standard output or standard error. */
export async function capture<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly text: string }> {
  const lines: string[] = [];
  const { console } = globalThis;
  const restore = [
    ...methods.map((method) => replace(console, method, (...values) => void lines.push(...values.map((value) => inspect(value))))),
    ...[process.stdout, process.stderr].map((stream) => replace(stream, 'write', (chunk) => lines.push(String(chunk)) > 0)),
  ];
  try {
    return { result: await work(), text: lines.join('\n') };
  } finally {
    for (const undo of restore) undo();
  }
}

/** Puts a method in place of another, and gives what undoes it. */
function replace<K extends string>(target: Record<K, unknown>, name: K, method: (...values: readonly unknown[]) => unknown): () => void {
  const before = Object.getOwnPropertyDescriptor(target, name);
  Object.defineProperty(target, name, { value: method, configurable: true, writable: true });
  return () => (before === undefined ? delete target[name] : Object.defineProperty(target, name, before));
}
