import { askToolkit } from './ask-toolkit.ts';
import { serveStdio } from '@causeway/core/mcp';

serveStdio(askToolkit().toolkit, { name: 'ask', version: '1.0.0' });
