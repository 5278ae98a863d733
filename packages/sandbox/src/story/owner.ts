/** A member of staff: a user in Salesforce, an owner in HubSpot. */
export interface Owner {
  readonly key: string;
  readonly firstName: string;
  readonly lastName: string;
  /** Also the user name in Salesforce. */
  readonly email: string;
  readonly title: string;
  readonly team: Team;
  /** Key of the superior in the role hierarchy; the head of the firm has none. */
  readonly manager?: string;
  readonly phone: string;
  /** IANA name. */
  readonly timeZone: string;
  /** Salesforce form, `en_US`. */
  readonly locale: string;
  /** False for who has left; their records may still bear their name. */
  readonly active: boolean;
  readonly createdAt: number;
}

export type Team = 'management' | 'sales-emea' | 'sales-americas' | 'marketing' | 'support' | 'operations';
