import type { McpContent, McpResourceContents } from './wire.ts';
import type { Content } from '../content.ts';

/** One piece of content, as part of a tool result or a prompt. */
export function toMcpContent(content: Content): McpContent {
  if (content.type === 'text') return { type: 'text', text: content.text };
  if (content.type === 'image' || content.type === 'audio') return content;
  if (content.type === 'link') return { ...content, type: 'resource_link' };
  const { type, ...resource } = content;
  return { type, resource };
}

/** One piece of content, as contents of a resource. A link has none: it only points elsewhere. */
export function toMcpContents(content: Content, uri: string, mimeType: string | undefined): readonly McpResourceContents[] {
  if (content.type === 'link') return [];
  if (content.type === 'text') return [{ uri, mimeType: content.mimeType ?? mimeType ?? 'text/plain', text: content.text }];
  if (content.type === 'image' || content.type === 'audio') return [{ uri, mimeType: content.mimeType, blob: content.data }];
  const { type: _, ...contents } = content;
  return [contents];
}
