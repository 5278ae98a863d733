import { createHash, randomUUID } from 'node:crypto';
import { ConnectorError } from '../connector-error.ts';
import { createAskSignal } from '../ask-signal.ts';
import type { Answer, Question, QuestionKind } from '../question.ts';
import type { Sealer } from '../sealer.ts';

/** The questions and answers of one call, over all its attempts. */
export interface Conversation {
  /** Stays the same over all attempts. */
  readonly callId: string;
  ask(questions: Readonly<Record<string, Question>>): Readonly<Record<string, Answer>>;
  suspend(questions: Readonly<Record<string, Question>>): Suspension;
}

export interface Suspension {
  /** The token with which the next attempt goes on. */
  readonly state: string;
  /** The client cannot put the questions to a person, and may give the token back as `confirm` instead. */
  readonly confirm: boolean;
}

/** What the client sent back for a suspended attempt. */
export interface Reply {
  /** The token of `suspend`, as the client returned it. */
  readonly state: string;
  /** To forms and pages. */
  readonly answers: Readonly<Record<string, Omit<Answer, 'by'>>>;
  /** To `raw` questions, as the client sent them. */
  readonly raw?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export interface ConversationOptions {
  readonly sealer: Sealer;
  readonly partition: string;
  readonly tool: string;
  /** The arguments; an answer holds for these alone. */
  readonly arguments: unknown;
  /** What the client can put to a person. */
  readonly canAsk: readonly QuestionKind[];
  /** Plain yes-or-no questions may be answered with the token itself. */
  readonly confirmable: boolean;
  readonly reply?: Reply | undefined;
  /** The `confirm` argument. */
  readonly confirm?: string | undefined;
}

interface Suspended {
  readonly callId: string;
  /** Fingerprint. */
  readonly arguments: string;
  readonly asked: readonly (readonly [key: string, kind: QuestionKind, mark: string])[];
  /** By the mark of the question. */
  readonly answers: Readonly<Record<string, Answer>>;
  readonly confirm: boolean;
}

/** How long a person has to answer. */
const patienceMs = 600_000;

/** Throws `invalid_input` when the reply belongs to another call, or to other arguments. */
export function createConversation(options: ConversationOptions): Conversation {
  const binding = { purpose: 'ask', partition: options.partition, tool: options.tool };
  const resumed = resume(options, binding);
  const callId = resumed?.callId ?? randomUUID();
  const answers = resumed?.answers ?? {};
  return {
    callId,
    ask(questions) {
      const marked = Object.entries(questions).map(([key, question]) => ({ key, question, mark: markOf(key, question) }));
      const open = marked.filter(({ mark }) => !Object.hasOwn(answers, mark));
      if (open.length === 0) return Object.fromEntries(marked.map(({ key, mark }) => [key, answers[mark] as Answer]));
      for (const { question } of open) requireAskable(question, options);
      throw createAskSignal(Object.fromEntries(open.map(({ key, question }) => [key, question])));
    },
    suspend(questions) {
      const asked = Object.entries(questions).map(([key, question]) => [key, question.kind, markOf(key, question)] as const);
      const confirm = !asked.every(([, kind]) => options.canAsk.includes(kind));
      const state: Suspended = { callId, arguments: fingerprint(options.arguments), asked, answers, confirm };
      return { state: options.sealer.seal(state, binding, patienceMs), confirm };
    },
  };
}

/** An answer is good for what the person read. Pages and raw requests may bear a nonce. */
function markOf(key: string, question: Question): string {
  return fingerprint([key, question.kind, question.message, question.kind === 'form' ? question.schema : undefined]);
}

function fingerprint(value: unknown): string {
  return createHash('sha256').update(textOf(value)).digest('base64url').slice(0, 22);
}

function textOf(value: unknown): string {
  try {
    return JSON.stringify(value) ?? '';
  } catch (cause) {
    throw new ConnectorError('invalid_input', 'A call with such arguments cannot wait for an answer: they have no JSON form.', { cause });
  }
}

function resume(options: ConversationOptions, binding: { purpose: string; partition: string; tool: string }): Suspended | undefined {
  const { reply, confirm } = options;
  const token = reply?.state ?? confirm;
  if (token === undefined) return undefined;
  const state = options.sealer.unseal(token, binding) as Suspended;
  if (state.arguments !== fingerprint(options.arguments))
    throw new ConnectorError('invalid_input', 'The answer belongs to other arguments.', {
      hint: 'Call again without it; the person is asked anew.',
    });
  // A client that can ask must ask: it may not say yes by itself with the token of a question that was meant for a person.
  if (state.confirm !== (reply === undefined))
    throw new ConnectorError('invalid_input', 'This token does not answer the question that was asked.', {
      hint: 'Call again without it; the person is asked anew.',
    });
  const fresh = state.asked.flatMap(([key, kind, mark]): [string, Answer][] => {
    const answer: Answer | undefined = reply === undefined ? { action: 'accept', by: 'client' } : answerOf(reply, key, kind);
    return answer === undefined ? [] : [[mark, answer]];
  });
  return { ...state, answers: { ...state.answers, ...Object.fromEntries(fresh) } };
}

function answerOf({ answers, raw = {} }: Reply, key: string, kind: QuestionKind): Answer | undefined {
  if (kind === 'raw')
    return Object.hasOwn(raw, key) ? { action: 'accept', content: raw[key] as Record<string, unknown>, by: 'person' } : undefined;
  const answer = Object.hasOwn(answers, key) ? answers[key] : undefined;
  return answer === undefined ? undefined : { ...answer, by: 'person' };
}

function requireAskable(question: Question, { canAsk, confirmable }: ConversationOptions): void {
  if (canAsk.includes(question.kind)) return;
  if (confirmable && question.kind === 'form' && question.schema === undefined) return;
  if (question.kind === 'url')
    throw new ConnectorError('unauthenticated', `${question.message} Open this page in a browser: ${question.url}`, {
      hint: 'Show the link to the person, and call again when they are done.',
    });
  throw new ConnectorError('permission_denied', 'This needs an answer from a person, and this client cannot ask one.', {
    hint: 'Tell the person what you wanted to do; a client that supports elicitation can ask them.',
  });
}
