import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Holder } from './holder.ts';
import type { Vault } from './vault/vault.ts';

const holderSchema = z.object({ tenant: z.string(), issuer: z.string(), subject: z.string(), name: z.string() });

const ticketSchema = z.object({ holder: holderSchema, system: z.string(), until: z.number() });
/** That a user may connect a system, as the link that they got says. */
export type Ticket = z.output<typeof ticketSchema>;

const flightSchema = z.object({
  purpose: z.enum(['sign-in', 'connect']),
  ticket: ticketSchema,
  verifier: z.string(),
  nonce: z.string().optional(),
  /** Hash of the cookie of the browser that began. */
  browser: z.string(),
});
/** A trip of a browser to a consent page and back. */
export type Flight = z.output<typeof flightSchema>;

/** What is under way between a link and its end. Everything is taken once. */
export interface Consents {
  offer(holder: Holder, system: string): Promise<string>;
  takeTicket(id: string): Promise<Ticket | undefined>;
  /** Gives a ticket that was only looked at back its place. */
  keepTicket(id: string, ticket: Ticket): Promise<void>;
  /** Returns the `state` for the trip. */
  depart(flight: Flight): Promise<string>;
  land(state: string): Promise<Flight | undefined>;
}

const ttlMs = 600_000;

export function createConsents(vault: Vault): Consents {
  const taken = async <T>(schema: z.ZodType<T>, id: string): Promise<T | undefined> => {
    const value = await vault.takePending(hashOf(id));
    return value === undefined ? undefined : schema.safeParse(value).data;
  };
  return {
    async offer(holder, system) {
      const id = randomId();
      await vault.putPending(hashOf(id), { holder, system, until: Date.now() + ttlMs } satisfies Ticket, ttlMs);
      return id;
    },
    takeTicket: (id) => taken(ticketSchema, id),
    keepTicket: (id, ticket) => vault.putPending(hashOf(id), ticket, ticket.until - Date.now()),
    async depart(flight) {
      const state = randomId();
      await vault.putPending(hashOf(state), flight, ttlMs);
      return state;
    },
    land: (state) => taken(flightSchema, state),
  };
}

/** 256 random bits. */
export function randomId(): string {
  return randomBytes(32).toString('base64url');
}

/** Stores see hashes: whoever reads one cannot use what is under way. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
