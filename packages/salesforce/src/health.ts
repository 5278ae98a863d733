import { ConnectorError, type CallContext, type Health } from '@causeway/core';
import { z } from 'zod';
import type { Client } from './client/client.ts';
import type { Metadata } from './metadata/metadata.ts';
import { shaped } from './metadata/shaped.ts';

const versionShape = z.array(z.looseObject({ version: z.string() }));
const limitShape = z.looseObject({ DailyApiRequests: z.looseObject({ Max: z.number(), Remaining: z.number() }).optional() });

export interface HealthOptions {
  readonly client: Client;
  readonly metadata: Metadata;
  readonly apiVersion: string;
  /** What a person should know of how the connector is set up. */
  readonly notes: readonly string[];
}

/** Asks the org who we are, which revisions it serves, and what is left for today. */
export async function checkHealth({ client, metadata, apiVersion, notes }: HealthOptions, call: CallContext): Promise<Health> {
  const org = await client.connect(call);
  const [limits, versions, person] = await Promise.all([
    org.request({ segments: ['limits'] }),
    org.request({ root: true, segments: ['services', 'data'] }),
    metadata.person(org),
  ]);
  const known = shaped(versionShape, versions).map(({ version }) => version);
  if (!known.includes(apiVersion)) throw unknownVersion(apiVersion, known.at(-1));
  const { DailyApiRequests: daily } = shaped(limitShape, limits);
  const user = person.username ?? person.userId;
  const behind = known.length - 1 - known.indexOf(apiVersion);
  return {
    ...(user === undefined ? {} : { user }),
    ...(person.organizationId === undefined ? {} : { organization: person.organizationId }),
    ...(daily === undefined ? {} : { quotas: [{ name: 'daily', limit: daily.Max, remaining: daily.Remaining }] }),
    notes: [...notes, ...(behind < 9 ? [] : [`API version ${apiVersion} is ${behind} releases old; the newest is ${known.at(-1) ?? ''}.`])],
  };
}

function unknownVersion(apiVersion: string, newest: string | undefined): ConnectorError {
  return new ConnectorError('internal', `The org does not serve API version ${apiVersion}; its newest is ${newest ?? 'unknown'}.`, {
    hint: 'An operator should change the API version of this connector.',
  });
}
