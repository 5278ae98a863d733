import type { Call } from '@causeway/core';

/** Names of the OpenTelemetry conventions for MCP (semantic-conventions-genai, status Development), and ours under `causeway`. */
export const names = {
  method: 'mcp.method.name',
  protocol: 'mcp.protocol.version',
  tool: 'gen_ai.tool.name',
  operation: 'gen_ai.operation.name',
  arguments: 'gen_ai.tool.call.arguments',
  result: 'gen_ai.tool.call.result',
  errorType: 'error.type',
  transport: 'network.transport',
  clientAddress: 'client.address',
  httpMethod: 'http.request.method',
  httpStatus: 'http.response.status_code',
  url: 'url.full',
  serverAddress: 'server.address',
  serverPort: 'server.port',
  connector: 'causeway.connector.name',
  errorCode: 'causeway.error.code',
  outcome: 'causeway.outcome',
  attempts: 'causeway.attempts',
  cache: 'causeway.cache',
  policyRule: 'causeway.policy.rule',
} as const;

export const durationMetric = 'mcp.server.operation.duration';

/** Seconds. */
export const durationBuckets = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 120, 300];

/** The request by which a call came. A preview is part of the call that needs it. */
export const methods: Readonly<Record<Call['via'], string>> = {
  tool: 'tools/call',
  preview: 'tools/call',
  view: 'resources/read',
  completion: 'completion/complete',
};

export const transports: Readonly<Record<'http' | 'stdio' | 'direct', string | undefined>> = {
  http: 'tcp',
  stdio: 'pipe',
  direct: undefined,
};
