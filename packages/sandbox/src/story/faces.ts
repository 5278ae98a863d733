/** How a thing is known in each system. A system in which it is absent has no entry. */
export interface Faces<F> {
  readonly salesforce?: F;
  readonly hubspot?: F;
}

export type SystemName = keyof Faces<unknown>;
