/** What a person who starts the program did wrong, and what to do about it. Printed as one line; the program exits with 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
