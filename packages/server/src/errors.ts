/** What a person who starts the program did wrong, and what to do about it. Printed as one line; the program exits with 2. */
export class UsageError extends Error {
  override readonly name: string = 'UsageError';
}

/** Why the program cannot start although it was asked rightly. Printed as one line; the program exits with 1. */
export class StartError extends Error {
  override readonly name: string = 'StartError';
}

/** Imports a package that is installed only where it is used. */
export async function importOptional<T>(load: () => Promise<T>, purpose: string, packageName: string): Promise<T> {
  try {
    return await load();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== 'ERR_MODULE_NOT_FOUND' || !message.includes(packageName)) throw error;
    throw new UsageError(`${purpose} needs the package ${packageName}; install it beside this one.`);
  }
}
