/** The body of a refusal, without the members that every one has (`status`, `correlationId`). */
export interface ErrorBody {
  readonly message: string;
  readonly category?: string;
  readonly subCategory?: string;
  readonly context?: Readonly<Record<string, readonly string[]>>;
  readonly errors?: readonly unknown[];
  readonly links?: Readonly<Record<string, string>>;
  readonly errorType?: string;
  readonly policyName?: string;
}

/** What a batch answer tells of a refusal, beyond the body of a single one. */
export interface BatchFacts {
  readonly existingId?: string;
}

/** A request that the portal refuses, in the vendor's words. */
export class Refusal extends Error {
  readonly status: number;
  readonly body: ErrorBody;
  readonly facts: BatchFacts;

  constructor(status: number, body: ErrorBody, facts: BatchFacts = {}) {
    super(body.message);
    this.status = status;
    this.body = body;
    this.facts = facts;
  }
}

/** The 404 of a GET by id, which HubSpot's front server answers with a page of HTML (recorded 2024). */
export class NoSuchPage extends Refusal {
  constructor() {
    super(404, { message: 'resource not found' });
  }
}

/** One property value that cannot be stored. */
export interface InvalidValue {
  readonly name: string;
  readonly error: string;
  readonly message: string;
}

/** Recorded shape: the list of faults, as JSON, within the message, and again in `errors`. */
export function invalidValues(faults: readonly InvalidValue[]): Refusal {
  const inMessage = faults.map(({ name, error, message }) => ({ isValid: false, message, error, name }));
  return new Refusal(400, {
    message: `Property values were not valid: ${JSON.stringify(inMessage)}`,
    errors: faults.map(({ name, error, message }) => ({ message, code: error, context: { propertyName: [name] } })),
    category: 'VALIDATION_ERROR',
  });
}

export function invalid(message: string, more: Partial<ErrorBody> = {}): Refusal {
  return new Refusal(400, { message, ...more, category: 'VALIDATION_ERROR' });
}

/** JSON that parses but is not what the endpoint reads: the vendor's Jackson says so, without a category. */
export function unreadable(problem: string, line = 1, column = 1): Refusal {
  return new Refusal(400, { message: `Invalid input JSON on line ${line}, column ${column}: ${problem}` });
}

export function unknownObjectType(name: string): Refusal {
  return new Refusal(400, { message: `Unable to infer object type from: ${name}` });
}

/** The 404 of everything but a GET by id. */
export function notFound(message = 'resource not found'): Refusal {
  return new Refusal(404, { message });
}

/** Two blanks, as HubSpot writes it. */
export function notNumeric(id: string): Refusal {
  return new Refusal(404, {
    message: 'Object not found.  objectId are usually numeric.',
    context: { id: [id] },
    category: 'OBJECT_NOT_FOUND',
  });
}

export function conflict(message: string, facts: BatchFacts = {}): Refusal {
  return new Refusal(409, { message, category: 'CONFLICT' }, facts);
}

const scopesPage = 'https://developers.hubspot.com/scopes';

/** How the three families of endpoints word a missing scope (recorded). */
export const missingScopes = {
  objects: (scopes: readonly string[]) =>
    new Refusal(403, {
      message: `This app hasn't been granted all required scopes to make this call. Read more about required scopes here: ${scopesPage}.`,
      errors: [{ message: 'One or more of the following scopes are required.', context: { requiredGranularScopes: scopes } }],
      links: { scopes: scopesPage },
      category: 'MISSING_SCOPES',
    }),
  properties: () =>
    new Refusal(403, {
      message: `This app hasn't been granted all required scopes to make this call. Read more about required scopes here: ${scopesPage}.`,
    }),
  schemas: (scopes: readonly string[]) =>
    new Refusal(403, {
      message: 'One or more of the following scopes are required.',
      context: { requiredGranularScopes: scopes, links: [scopesPage] },
      category: 'MISSING_SCOPES',
    }),
} as const;

export function invalidAuthentication(): Refusal {
  return new Refusal(401, {
    message:
      'Authentication credentials not found. This API supports OAuth 2.0 authentication and you can find more details at https://developers.hubspot.com/docs/methods/auth/oauth-overview',
    category: 'INVALID_AUTHENTICATION',
  });
}

export function expiredAuthentication(expiredAt: number, now: number): Refusal {
  return new Refusal(401, {
    message: `The OAuth token used to make this call expired ${Math.max(0, Math.floor((now - expiredAt) / 1000))} second(s) ago.`,
    context: { 'expire time': [new Date(expiredAt).toISOString()] },
    category: 'EXPIRED_AUTHENTICATION',
  });
}

const policies = {
  TEN_SECONDLY_ROLLING: 'You have reached your ten_secondly_rolling limit.',
  SECONDLY: 'You have reached your secondly limit.',
  DAILY: 'You have reached your daily limit.',
} as const;

export type RatePolicy = keyof typeof policies;

export function rateLimited(policy: RatePolicy): Refusal {
  return new Refusal(429, { message: policies[policy], errorType: 'RATE_LIMIT', policyName: policy });
}
