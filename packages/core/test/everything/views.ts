import type { Tool, View } from '@causeway/core';
import { fixture, fixtureWith } from './tools.ts';
import { png } from './content-tools.ts';
import { z } from 'zod';

export const viewTools: readonly Tool[] = [
  fixture('read_static_text', 'Reads a text', () => ({ text: 'This is the content of the static text resource.' })),
  fixture('read_static_binary', 'Reads an image', () => ({
    text: 'An image',
    content: [{ type: 'image', data: png, mimeType: 'image/png' }],
  })),
  fixtureWith('read_template', 'Reads data by id', z.strictObject({ id: z.string().describe('Any id') }), ({ id }) => ({
    text: JSON.stringify({ id, templateTest: true, data: `Data for ID: ${id}` }),
  })),
];

const none = () => ({});

export const views: readonly View[] = [
  { uri: 'test://static-text', title: 'Text', mimeType: 'text/plain', tool: 'read_static_text', input: none },
  { uri: 'test://static-binary', title: 'Image', mimeType: 'image/png', tool: 'read_static_binary', input: none },
  { uri: 'test://watched-resource', title: 'Watched text', mimeType: 'text/plain', tool: 'read_static_text', input: none },
  {
    uri: 'test://template/{id}/data',
    title: 'Data by id',
    mimeType: 'application/json',
    tool: 'read_template',
    input: ({ id }) => ({ id }),
  },
];
