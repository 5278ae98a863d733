import type { JsonSchema } from './schema.ts';

/** A question for the person behind the client. */
export type Question =
  /** A form: a message and a flat object of primitive members to fill in (JSON Schema; none means a plain yes or no). */
  | { readonly kind: 'form'; readonly message: string; readonly schema?: JsonSchema }
  /** A page that the person opens in a browser: consent, sign-in. Secrets go there and never through the client. */
  | { readonly kind: 'url'; readonly message: string; readonly url: string }
  /** A request that only a protocol test or an expert makes (`mcpExtras`); handed to the client as it is. */
  | { readonly kind: 'raw'; readonly message: string; readonly method: string; readonly params: Readonly<Record<string, unknown>> };

export type QuestionKind = Question['kind'];

/** What came back. `accept` alone is a yes. */
export interface Answer {
  readonly action: 'accept' | 'decline' | 'cancel';
  /** The filled-in form, as the client sent it: nothing has checked it against the schema. For `raw` questions whatever the client answered. */
  readonly content?: Readonly<Record<string, unknown>>;
  /** `person`: asked through the client's own interface. `client`: the client confirmed by itself, with a token. */
  readonly by: 'person' | 'client';
}
