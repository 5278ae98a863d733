import { abortable } from '../abortable.ts';
import type { Attempts } from './attempt.ts';
import type { Catalogue } from './catalogue.ts';
import { ConnectorError } from '../connector-error.ts';
import type { CallContext } from '../context.ts';
import type { Prompt, PromptMessage } from '../prompt.ts';
import type { PromptRequest, PromptResult } from './request.ts';

export async function renderPrompt(catalogue: Catalogue, attempts: Attempts, request: PromptRequest): Promise<PromptResult> {
  const entry = catalogue.prompts.get(request.name);
  if (entry === undefined)
    return { kind: 'failed', unknown: true, error: new ConnectorError('not_found', `There is no prompt "${request.name}".`) };
  const values = request.arguments ?? {};
  return attempts.run(request.name, values, request, async (context) => {
    requireArguments(entry.prompt, values);
    return { kind: 'done' as const, messages: await abortable(rendered(entry.prompt, values, context), context.signal) };
  });
}

async function rendered(prompt: Prompt, values: Readonly<Record<string, string>>, context: CallContext): Promise<readonly PromptMessage[]> {
  return prompt.render(values, context);
}

function requireArguments(prompt: Prompt, values: Readonly<Record<string, string>>): void {
  const known = prompt.arguments ?? [];
  const missing = known.filter(({ name, required }) => required === true && values[name] === undefined).map(({ name }) => name);
  const foreign = Object.keys(values).filter((name) => !known.some((argument) => argument.name === name));
  if (missing.length > 0) throw new ConnectorError('invalid_input', `The prompt needs: ${missing.join(', ')}.`, { fields: missing });
  if (foreign.length > 0)
    throw new ConnectorError('invalid_input', `The prompt has no argument: ${foreign.join(', ')}.`, { fields: foreign });
}
