import { z } from 'zod';

/** One property of an object type. */
export interface Property {
  readonly name: string;
  readonly label: string;
  /** `string`, `number`, `enumeration`, `date`, `datetime`, `bool`, `phone_number`, … */
  readonly type: string;
  /** Several values, joined by `;`. */
  readonly multiple: boolean;
  /** Values that may be written; empty where they are kept elsewhere. */
  readonly options: readonly PropertyOption[];
  readonly readOnly: boolean;
  readonly unique: boolean;
  readonly hidden: boolean;
  /** HubSpot's own class of the values, or `personal` for what is so by its nature. */
  readonly class?: string;
}

export interface PropertyOption {
  readonly label: string;
  readonly value: string;
}

/** Classes that HubSpot gives to properties. A list holds those of one class (properties API reference). */
export const sensitivities = ['non_sensitive', 'sensitive', 'highly_sensitive'] as const;
export type Sensitivity = (typeof sensitivities)[number];

/** Personal by nature: HubSpot classes data only where somebody turned sensitive data on. */
const personal: readonly RegExp[] = [
  /^(firstname|lastname|email|work_email|hs_additional_emails|phone|mobilephone|hs_whatsapp_phone_number|fax|address|zip|date_of_birth)$/,
  /^(twitterhandle|linkedinbio|hs_linkedin_url|ip_\w+|hs_email_(from|to|cc|bcc)_email|hs_call_(from|to)_number)$/,
];

const optionShape = z.looseObject({ label: z.string().nullish(), value: z.string(), hidden: z.boolean().nullish() });
const propertyShape = z.looseObject({
  name: z.string(),
  type: z.string(),
  label: z.string().nullish(),
  fieldType: z.string().nullish(),
  options: z.array(optionShape).nullish(),
  calculated: z.boolean().nullish(),
  externalOptions: z.boolean().nullish(),
  hidden: z.boolean().nullish(),
  hasUniqueValue: z.boolean().nullish(),
  modificationMetadata: z.looseObject({ readOnlyValue: z.boolean().nullish() }).nullish(),
});

/** A list of properties as HubSpot answers it. */
export const propertiesShape = z.looseObject({ results: z.array(propertyShape) });

/** HubSpot tells records apart by these too, though it does not call them unique. */
const identifiers: Readonly<Record<string, readonly string[]>> = { contacts: ['email'] };

export function toProperty(object: string, sensitivity: Sensitivity, raw: z.output<typeof propertyShape>): Property {
  const { name, type } = raw;
  const fieldClass = sensitivity === 'non_sensitive' ? (isPersonal(name) ? 'personal' : undefined) : sensitivity;
  const options = raw.externalOptions === true ? [] : (raw.options ?? []);
  return {
    name,
    label: raw.label ?? name,
    type,
    multiple: raw.fieldType === 'checkbox' && type === 'enumeration',
    options: options.flatMap(({ label, value, hidden }) => (hidden === true ? [] : [{ label: label ?? value, value }])),
    readOnly: raw.calculated === true || raw.modificationMetadata?.readOnlyValue === true,
    unique: raw.hasUniqueValue === true || name === 'hs_object_id' || (identifiers[object] ?? []).includes(name),
    hidden: raw.hidden === true,
    ...(fieldClass === undefined ? {} : { class: fieldClass }),
  };
}

function isPersonal(name: string): boolean {
  return personal.some((pattern) => pattern.test(name));
}
