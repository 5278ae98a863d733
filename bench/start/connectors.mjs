// Both connectors, every tool, without middleware.
import { createToolkit, Secret } from '@causeway/core';
import { hubspot } from '@causeway/hubspot';
import { salesforce } from '@causeway/salesforce';
import { serveStdio } from '@causeway/core/mcp';

const connectors = [
  salesforce({ auth: { clientId: 'id', clientSecret: new Secret('secret') } }),
  hubspot({ auth: { accessToken: new Secret('token') } }),
];
serveStdio(createToolkit({ connectors }), { name: 'both', version: '1' });
