/** One entry of the vendor's error array. `fields` is present on errors of a save, absent on errors of a request. */
export interface ErrorBody {
  readonly message: string;
  readonly errorCode: string;
  readonly fields?: readonly string[];
  /** More members of the entry: `duplicateResult`. */
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** A refusal in the vendor's words: `[{ message, errorCode, fields? }]` with its HTTP status. */
export class SalesforceError extends Error {
  readonly status: number;
  readonly errors: readonly ErrorBody[];

  constructor(status: number, errors: readonly ErrorBody[]) {
    super(errors[0]?.message ?? '');
    this.name = 'SalesforceError';
    this.status = status;
    this.errors = errors;
  }
}
