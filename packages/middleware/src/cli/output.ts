/** Ends a command with a line that says what is wrong. Exit code 2: the command was not understood; 1: it found a problem. */
export class CommandError extends Error {
  readonly exitCode: 1 | 2;

  constructor(message: string, exitCode: 1 | 2 = 2) {
    super(message);
    this.exitCode = exitCode;
  }
}

export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Runs a command. Problems go to stderr, one line each. */
export async function runCommand(name: string, command: (args: readonly string[]) => Promise<void>): Promise<void> {
  try {
    await command(process.argv.slice(2));
  } catch (thrown) {
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    process.stderr.write(`${name}: ${message}\n`);
    process.exitCode = thrown instanceof CommandError ? thrown.exitCode : 1;
  }
}
