import { ConnectorError } from '@causeway/core';
import type { Org } from '../client/org.ts';
import { shaped } from './shaped.ts';
import { z } from 'zod';

/** The user of a session, and how they read times. */
export interface Person {
  readonly userId: string | undefined;
  readonly organizationId: string | undefined;
  readonly username: string | undefined;
  readonly name: string | undefined;
  readonly email: string | undefined;
  /** Why nothing could be read of them; undefined when it could. */
  readonly unreadable?: ConnectorError;
  /** IANA time zone. `UTC` when it cannot be read. */
  readonly zone: string;
  /** `en_US`; undefined when it cannot be read. */
  readonly language: string | undefined;
}

const shape = z.looseObject({
  user_id: z.string().optional(),
  organization_id: z.string().optional(),
  preferred_username: z.string().optional(),
  name: z.string().optional(),
  email: z.string().nullable().optional(),
  zoneinfo: z.string().optional(),
  language: z.string().optional(),
});

/** Reads the user-info resource. A token whose scopes leave it out still works, with times in UTC. */
export async function readPerson(org: Org, signal: AbortSignal): Promise<Person> {
  try {
    const info = shaped(shape, await org.request({ root: true, segments: ['services', 'oauth2', 'userinfo'] }, signal));
    return {
      userId: info.user_id ?? org.userId,
      organizationId: info.organization_id,
      username: info.preferred_username,
      name: info.name,
      email: info.email ?? undefined,
      zone: isZone(info.zoneinfo) ? info.zoneinfo : 'UTC',
      language: info.language,
    };
  } catch (thrown) {
    if (!ConnectorError.is(thrown) || thrown.retryable || !lasting.has(thrown.code)) throw thrown;
    return { ...nobody, userId: org.userId, unreadable: thrown };
  }
}

const lasting: ReadonlySet<string> = new Set(['permission_denied', 'not_found', 'invalid_input', 'conflict']);

const nobody: Person = {
  userId: undefined,
  organizationId: undefined,
  username: undefined,
  name: undefined,
  email: undefined,
  zone: 'UTC',
  language: undefined,
};

function isZone(zone: string | undefined): zone is string {
  if (zone === undefined) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone }).format();
    return true;
  } catch {
    return false;
  }
}
