import { isMembers, type ExchangeReply, type Members } from './exchange.ts';
import type { McpInputRequest, McpInputRequired } from './wire.ts';
import type { Question, QuestionKind } from '../question.ts';
import type { Asks } from '../toolkit/request.ts';
import type { Reply } from '../toolkit/conversation.ts';

const emptyForm = { type: 'object', properties: {} };

/** What a client with these capabilities can put to a person. A bare `elicitation` means forms, as it did before there were modes. */
export function askable(capabilities: unknown): readonly QuestionKind[] {
  if (!isMembers(capabilities)) return [];
  const { elicitation } = capabilities;
  // The SDK looks itself at what a raw request needs.
  const kinds: QuestionKind[] = ['raw'];
  if (isMembers(elicitation)) {
    if (elicitation['form'] !== undefined || elicitation['url'] === undefined) kinds.push('form');
    if (elicitation['url'] !== undefined) kinds.push('url');
  }
  return kinds;
}

export function toInputRequired({ questions, state }: Asks): McpInputRequired {
  const requests = Object.entries(questions).map(([key, question]) => [key, toInputRequest(question)] as const);
  return { resultType: 'input_required', inputRequests: Object.fromEntries(requests), requestState: state };
}

function toInputRequest(question: Question): McpInputRequest {
  const { message } = question;
  if (question.kind === 'form')
    return { method: 'elicitation/create', params: { mode: 'form', message, requestedSchema: question.schema ?? emptyForm } };
  if (question.kind === 'url') return { method: 'elicitation/create', params: { mode: 'url', message, url: question.url } };
  return { method: question.method, params: question.params };
}

/** What the client sent back, sorted by what it can answer. What has neither form answers nothing and is asked again. */
export function toReply(reply: ExchangeReply | undefined): Reply | undefined {
  if (reply === undefined) return undefined;
  const responses = Object.entries(reply.responses).filter((entry): entry is [string, Members] => isMembers(entry[1]));
  return {
    state: reply.state,
    answers: Object.fromEntries(responses.flatMap(([key, response]) => toAnswer(key, response))),
    raw: Object.fromEntries(responses),
  };
}

function toAnswer(key: string, response: Members): readonly (readonly [string, Reply['answers'][string]])[] {
  const { action, content } = response;
  if (action === 'accept') return [[key, isMembers(content) ? { action, content } : { action }]];
  return action === 'decline' || action === 'cancel' ? [[key, { action }]] : [];
}
