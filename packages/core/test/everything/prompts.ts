import type { Content, Prompt, PromptMessage } from '@causeway/core';
import { png } from './content-tools.ts';

const say = (text: string): PromptMessage => show({ type: 'text', text });
const show = (content: Content): PromptMessage => ({ role: 'user', content });

export const prompts: readonly Prompt[] = [
  {
    name: 'simple_prompt',
    title: 'Simple',
    description: 'A text',
    render: () => [say('This is a simple prompt for testing.')],
  },
  {
    name: 'prompt_with_arguments',
    title: 'With arguments',
    description: 'A text with two values in it',
    arguments: [
      { name: 'arg1', description: 'First value', required: true, complete: ['paris', 'park', 'party'] },
      { name: 'arg2', description: 'Second value', required: true },
    ],
    render: ({ arg1, arg2 }) => [say(`Prompt with arguments: arg1='${arg1}', arg2='${arg2}'`)],
  },
  {
    name: 'prompt_with_embedded_resource',
    title: 'With a resource',
    description: 'A text about a resource',
    arguments: [{ name: 'resourceUri', description: 'Which resource', required: true }],
    render: ({ resourceUri = '' }) => [
      show({ type: 'resource', uri: resourceUri, mimeType: 'text/plain', text: 'Embedded resource content for testing.' }),
      say('Please process the embedded resource above.'),
    ],
  },
  {
    name: 'prompt_with_image',
    title: 'With an image',
    description: 'A text about an image',
    render: () => [show({ type: 'image', data: png, mimeType: 'image/png' }), say('Please analyze the image above.')],
  },
  {
    name: 'input_required_result_prompt',
    title: 'That asks',
    description: 'A text about an answer',
    async render(_, call) {
      const question = {
        kind: 'form',
        message: 'What context should the prompt use?',
        schema: { type: 'object', properties: { context: { type: 'string' } }, required: ['context'] },
      } as const;
      const { user_context: answer } = await call.ask({ user_context: question });
      return [say(`Use this context: ${String(answer?.content?.['context'])}`)];
    },
  },
];
