/** Behaviour of the sandbox that neither a recording nor a document of the vendor backs. */
export interface Claim {
  readonly service: 'salesforce' | 'hubspot';
  readonly what: string;
  /** What it rests on, and the option that changes it, if there is one. */
  readonly basis: string;
}
