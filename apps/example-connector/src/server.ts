import { createToolkit, Secret } from '@causeway/core';
import { serveStdio } from '@causeway/core/mcp';
import { helpDesk } from './help-desk.ts';

const { HELP_DESK_URL: url = '', HELP_DESK_TOKEN: token = '' } = process.env;

const connectors = [helpDesk({ url, token: new Secret(token), allowPrivate: true })];

serveStdio(createToolkit({ connectors }), { name: 'help-desk', version: '1.0.0' });
