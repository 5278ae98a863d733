import { setTimeout as sleep } from 'node:timers/promises';
import { ConnectorError, type Content, type Tool } from '@causeway/core';
import { fixture } from './tools.ts';

/** A red pixel. */
export const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==';
/** An empty sound. */
const wav = 'UklGRiQAAABXQVZFZm10IBAAAAABAAEARKwAAIhYAQACABAAZGF0YQAAAAA=';

const image: Content = { type: 'image', data: png, mimeType: 'image/png' };

export const contentTools: readonly Tool[] = [
  fixture('simple_text', 'Answers with text', () => ({ text: 'This is a simple text response for testing.' })),
  fixture('image_content', 'Answers with an image', () => ({ text: 'An image', content: [image] })),
  fixture('audio_content', 'Answers with a sound', () => ({
    text: 'A sound',
    content: [{ type: 'audio', data: wav, mimeType: 'audio/wav' }],
  })),
  fixture('embedded_resource', 'Answers with an embedded resource', () => ({
    text: 'A resource',
    content: [{ type: 'resource', uri: 'test://embedded-resource', mimeType: 'text/plain', text: 'This is an embedded resource content.' }],
  })),
  fixture('multiple_content_types', 'Answers with content of several types', () => ({
    text: 'Several types',
    content: [
      { type: 'text', text: 'Multiple content types test:' },
      image,
      { type: 'resource', uri: 'test://mixed-content-resource', mimeType: 'application/json', text: '{"test":"data","value":123}' },
    ],
  })),
  fixture('error_handling', 'Always fails', () => {
    throw new ConnectorError('conflict', 'This tool intentionally returns an error for testing');
  }),
  fixture('tool_with_progress', 'Reports progress', async (call) => {
    call.progress(0, 100);
    await sleep(50);
    call.progress(50, 100);
    await sleep(50);
    call.progress(100, 100);
    return { text: 'Progress was reported.' };
  }),
];
