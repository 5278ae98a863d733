import { contractToolkit } from './contract-toolkit.ts';
import { serveStdio } from '@causeway/core/mcp';

serveStdio(contractToolkit(), { name: 'contract', version: '1.0.0' });
