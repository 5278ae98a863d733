import type { CallContext, JsonSchema, Question, Tool } from '@causeway/core';
import { fixture, fixtureWith } from './tools.ts';
import { mcpExtras } from '@causeway/core/mcp';
import { z } from 'zod';

const form = (message: string, properties: Readonly<Record<string, JsonSchema>>, required = Object.keys(properties)): Question => ({
  kind: 'form',
  message,
  schema: { type: 'object', properties, required },
});
const text = { type: 'string' };
const name = form('What is your name?', { name: text });

const sampling = (prompt: string, maxTokens = 100): Question => ({
  kind: 'raw',
  message: 'Ask the model of the client',
  method: 'sampling/createMessage',
  params: { messages: [{ role: 'user', content: { type: 'text', text: prompt } }], maxTokens },
});
const roots: Question = { kind: 'raw', message: 'Ask for the roots', method: 'roots/list', params: {} };

async function askAll(call: CallContext, questions: Readonly<Record<string, Question>>) {
  return { text: JSON.stringify(await call.ask(questions)) };
}

const defaults = {
  name: { type: 'string', default: 'John Doe' },
  age: { type: 'integer', default: 30 },
  score: { type: 'number', default: 95.5 },
  status: { type: 'string', enum: ['active', 'inactive', 'pending'], default: 'active' },
  verified: { type: 'boolean', default: true },
};

const titled = [
  { const: 'value1', title: 'First' },
  { const: 'value2', title: 'Second' },
  { const: 'value3', title: 'Third' },
];
const enums = {
  untitledSingle: { type: 'string', enum: ['option1', 'option2', 'option3'] },
  titledSingle: { type: 'string', oneOf: titled },
  legacyEnum: { type: 'string', enum: ['opt1', 'opt2', 'opt3'], enumNames: ['Option One', 'Option Two', 'Option Three'] },
  untitledMulti: { type: 'array', items: { type: 'string', enum: ['option1', 'option2', 'option3'] } },
  titledMulti: { type: 'array', items: { anyOf: titled } },
};

export const askingTools: readonly Tool[] = [
  fixtureWith('elicitation', 'Asks a person', z.strictObject({ message: z.string().describe('What to ask') }), ({ message }, call) =>
    askAll(call, { user: form(message, { username: text, email: text }) }),
  ),
  fixtureWith('sampling', 'Asks the model', z.strictObject({ prompt: z.string().describe('What to ask') }), ({ prompt }, call) =>
    askAll(call, { answer: sampling(prompt) }),
  ),
  fixture('elicitation_sep1034_defaults', 'Asks with defaults', (call) => askAll(call, { form: form('Please check', defaults, []) })),
  fixture('elicitation_sep1330_enums', 'Asks with choices', (call) => askAll(call, { form: form('Please choose', enums, []) })),
  fixture('streaming_elicitation', 'Asks a person', (call) => askAll(call, { user_name: name })),
  fixture('input_required_result_elicitation', 'Asks for a name', async (call) => {
    const { user_name: answer } = await call.ask({ user_name: name });
    return { text: `Hello, ${String(answer?.content?.['name'])}!` };
  }),
  fixture('input_required_result_sampling', 'Asks the model', (call) =>
    askAll(call, { capital_question: sampling('What is the capital of France?') }),
  ),
  fixture('input_required_result_list_roots', 'Asks for roots', (call) => askAll(call, { client_roots: roots })),
  fixture('input_required_result_request_state', 'Keeps state', async (call) => {
    await call.ask({ confirm: form('Please confirm', { ok: { type: 'boolean' } }) });
    return { text: 'state-ok' };
  }),
  fixture('input_required_result_tampered_state', 'Protects state', (call) =>
    askAll(call, { confirm: form('Please confirm', { ok: { type: 'boolean' } }) }),
  ),
  fixture('input_required_result_multiple_inputs', 'Asks for several things', (call) =>
    askAll(call, { user_name: name, greeting: sampling('Generate a greeting', 50), client_roots: roots }),
  ),
  fixture('input_required_result_multi_round', 'Asks twice', async (call) => {
    const { step1 } = await call.ask({ step1: form('Step 1: What is your name?', { name: text }) });
    const { step2 } = await call.ask({ step2: form('Step 2: What is your favorite color?', { color: text }) });
    return { text: JSON.stringify([step1, step2]) };
  }),
  fixture('input_required_result_capabilities', 'Asks for what the client can do', (call) => {
    const { capabilities } = call.get(mcpExtras);
    return askAll(call, {
      ...(capabilities['sampling'] === undefined ? {} : { greeting: sampling('Generate a greeting') }),
      ...(capabilities['elicitation'] === undefined ? {} : { user_name: name }),
    });
  }),
  fixture('missing_capability', 'Needs sampling', (call) => askAll(call, { greeting: sampling('Generate a greeting') })),
];
