import { createToolkit, Secret } from '@causeway/core';
import { serveHttp } from '@causeway/core/mcp';
import { governed } from '@causeway/middleware';
import { hubspot } from '@causeway/hubspot';

const { HUBSPOT_ACCESS_TOKEN: token = '', HUBSPOT_BASE_URL: baseUrl, PORT: port = '3000' } = process.env;

const crm = hubspot({ auth: { accessToken: new Secret(token) }, baseUrl });
const rules = governed();
await rules.open();

const { url } = await serveHttp(createToolkit({ connectors: [crm], use: [rules] }), { name: 'acme', version: '1.0.0', port: Number(port) });
process.stdout.write(`Serving on ${url}\n`);
