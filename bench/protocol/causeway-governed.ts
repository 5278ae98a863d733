import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createToolkit } from '@causeway/core';
import { serveHttp } from '@causeway/core/mcp';
import { createAuthenticate, jwtVerifier } from '@causeway/auth';
import { fileSink, governed } from '@causeway/middleware';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { demo } from './causeway-tools.ts';
import { reportUsage } from './child.ts';

// A server with everything on: signed tokens, policy, audit to disk, redaction, rate limits, telemetry without an SDK.
const { publicKey, privateKey } = await generateKeyPair('ES256');
const jwks = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'a', alg: 'ES256' }] });
const keys = createServer((_, response) => response.setHeader('content-type', 'application/json').end(jwks));
await new Promise<void>((resolve) => keys.listen(0, '127.0.0.1', resolve));
const issuer = `http://127.0.0.1:${(keys.address() as AddressInfo).port}`;
const audience = 'http://127.0.0.1/mcp';
const token = await new SignJWT({ scope: 'crm.read' })
  .setProtectedHeader({ alg: 'ES256', kid: 'a' })
  .setSubject('ada')
  .setIssuer(issuer)
  .setAudience(audience)
  .setExpirationTime('1h')
  .sign(privateKey);

const directory = mkdtempSync(join(tmpdir(), 'causeway-bench-'));
process.on('exit', () => rmSync(directory, { recursive: true, force: true }));
const governance = governed({
  audit: { sinks: [fileSink({ directory })] },
  policy: { rules: [{ id: 'hide', reason: 'bench', what: { objects: ['thing'], fields: ['secret'] }, decision: 'deny' }] },
  rateLimit: { limits: [{ by: ['principal'], calls: 1e9, seconds: 60 }] },
  redact: { rules: [{ classes: ['PII'], action: 'mask' }] },
});
await governance.open();
const { authenticate } = createAuthenticate({
  resource: audience,
  verifiers: [jwtVerifier({ issuer, audience, jwksUrl: `${issuer}/jwks`, allowPrivate: true })],
});
const toolkit = createToolkit({ connectors: [demo], use: [governance] });
const server = await serveHttp(toolkit, { name: 'bench', version: '1', port: 0, authenticate });
reportUsage(server.port, { authorization: `Bearer ${token}` });
