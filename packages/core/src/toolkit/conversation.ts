import { randomUUID } from 'node:crypto';
import { ConnectorError } from '../connector-error.ts';
import { createAskSignal } from '../ask-signal.ts';
import type { Answer, Question, QuestionKind } from '../question.ts';
import type { Sealer } from '../sealer.ts';

/** The questions and answers of one call, over all its attempts. */
export interface Conversation {
  /** Stays the same over all attempts. */
  readonly callId: string;
  ask(questions: Readonly<Record<string, Question>>): Readonly<Record<string, Answer>>;
  /** A token with which the next attempt goes on. */
  suspend(questions: Readonly<Record<string, Question>>): string;
}

/** What the client sent back for a suspended attempt. */
export interface Reply {
  /** The token of `suspend`, as the client returned it. */
  readonly state: string;
  readonly answers: Readonly<Record<string, Omit<Answer, 'by'>>>;
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
  readonly arguments: string;
  readonly asked: readonly string[];
  readonly answers: Readonly<Record<string, Answer>>;
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
      const open = Object.entries(questions).filter(([key]) => !Object.hasOwn(answers, key));
      if (open.length === 0) return Object.fromEntries(Object.keys(questions).map((key) => [key, answers[key] as Answer]));
      for (const [, question] of open) requireAskable(question, options);
      throw createAskSignal(Object.fromEntries(open));
    },
    suspend(questions) {
      const state: Suspended = { callId, arguments: JSON.stringify(options.arguments) ?? '', asked: Object.keys(questions), answers };
      return options.sealer.seal(state, binding, patienceMs);
    },
  };
}

function resume(options: ConversationOptions, binding: { purpose: string; partition: string; tool: string }): Suspended | undefined {
  const token = options.reply?.state ?? options.confirm;
  if (token === undefined) return undefined;
  const state = options.sealer.unseal(token, binding) as Suspended;
  if (state.arguments !== (JSON.stringify(options.arguments) ?? ''))
    throw new ConnectorError('invalid_input', 'The answer belongs to other arguments.', {
      hint: 'Call again without it; the person is asked anew.',
    });
  const replied = options.reply?.answers ?? {};
  const fresh = state.asked.flatMap((key): [string, Answer][] => {
    if (options.reply === undefined) return [[key, { action: 'accept', by: 'client' }]];
    const answer = Object.hasOwn(replied, key) ? replied[key] : undefined;
    return answer === undefined ? [] : [[key, { ...answer, by: 'person' }]];
  });
  return { ...state, answers: { ...state.answers, ...Object.fromEntries(fresh) } };
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
