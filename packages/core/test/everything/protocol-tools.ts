import { setTimeout as sleep } from 'node:timers/promises';
import type { Tool } from '@causeway/core';
import { fixture } from './tools.ts';
import { mcpExtras } from '@causeway/core/mcp';

/** Tools that send what only a protocol test sends. `changed` makes the server announce that its lists have changed. */
export function protocolTools(changed: () => void): readonly Tool[] {
  return [
    fixture('tool_with_logging', 'Sends log messages', async (call) => {
      const { log } = call.get(mcpExtras);
      log('info', 'Tool execution started');
      await sleep(50);
      log('info', 'Tool processing data');
      await sleep(50);
      log('info', 'Tool execution completed');
      return { text: 'Messages were sent.' };
    }),
    fixture('logging_tool', 'Sends a log message', (call) => {
      call.get(mcpExtras).log('info', 'A message');
      return { text: 'A message was sent.' };
    }),
    fixture('trigger_tool_change', 'Announces other tools', () => {
      changed();
      return { text: 'Announced.' };
    }),
    fixture('trigger_prompt_change', 'Announces other prompts', () => {
      changed();
      return { text: 'Announced.' };
    }),
  ];
}
