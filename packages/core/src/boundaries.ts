/** Which names may be used. A deny wins over an allow; an `allow` that is given denies everything else. */
export interface NameRules {
  readonly allow?: readonly string[] | undefined;
  readonly deny?: readonly string[] | undefined;
}

export interface BoundaryOptions {
  /** Object names as globs: `Account`, `*__c`. `*` stands for any run of characters; case does not matter. */
  readonly objects?: NameRules | undefined;
  /** Fields as globs: `Account.AnnualRevenue`, `*.SSN__c`. A pattern without a dot is meant for every object. */
  readonly fields?: NameRules | undefined;
}

/** What an operator lets a connector touch, below what the upstream user may. The same for every caller. */
export interface Boundaries {
  allowsObject(object: string): boolean;
  /** Whether the object and its field are allowed. */
  allowsField(object: string, field: string): boolean;
}

export function createBoundaries({ objects = {}, fields = {} }: BoundaryOptions = {}): Boundaries {
  const object = rule(objects, (pattern) => pattern);
  const field = rule(fields, (pattern) => (pattern.includes('.') ? pattern : `*.${pattern}`));
  return {
    allowsObject: object,
    allowsField: (of, name) => object(of) && field(`${of}.${name}`),
  };
}

function rule({ allow, deny = [] }: NameRules, complete: (pattern: string) => string): (name: string) => boolean {
  const allowed = allow?.map((pattern) => glob(complete(pattern)));
  const denied = deny.map((pattern) => glob(complete(pattern)));
  return (name) => (allowed?.some((one) => one(name)) ?? true) && !denied.some((one) => one(name));
}

/** Looks for each part after the one before. A regular expression would try every way to place many stars. */
function glob(pattern: string): (name: string) => boolean {
  const [first = '', ...rest] = pattern.toLowerCase().split('*');
  const last = rest.pop();
  return (name) => {
    const text = name.toLowerCase();
    if (last === undefined) return text === first;
    if (!text.startsWith(first)) return false;
    let at = first.length;
    for (const part of rest) {
      const found = text.indexOf(part, at);
      if (found === -1) return false;
      at = found + part.length;
    }
    return text.length - last.length >= at && text.endsWith(last);
  };
}
