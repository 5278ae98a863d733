import { createAdmin } from './admin.ts';
import type { Clock } from './clock.ts';
import { createFaultInjector, type InjectedFault } from './fault-injector.ts';
import { presetKey } from './fault-replies.ts';
import type { FaultRule } from './faults.ts';
import type { Random } from './random.ts';
import { createRequestLog, type LoggedRequest } from './request-log.ts';
import { serve, type Listening, type ServeOptions } from './server.ts';
import type { Service } from './service.ts';

export interface WireOptions {
  readonly clock: Clock;
  readonly random: Random;
  readonly adminToken: string;
  /** Rules in force from the start, and again after each reset. */
  readonly faults?: readonly FaultRule[];
}

/** What both servers share: faults, the log of requests, snapshots, the admin endpoint. */
export interface Wire {
  readonly requests: readonly LoggedRequest[];
  clearRequests(): void;
  /** Throws a `RangeError` when the rule names a preset that no listening service has. */
  inject(rule: FaultRule): InjectedFault;
  clearFaults(): void;
  /** Keeps the state of all services and the time; the function it answers brings both back. */
  snapshot(): () => void;
  /** Back to the state in which `ready` was called. */
  reset(): void;
  listen(service: Service, options?: Pick<ServeOptions, 'host' | 'port' | 'maxBodyBytes'>): Promise<Listening>;
  /** Says that all services listen: their state is what `reset` returns to. Puts the rules of the options in force. */
  ready(): void;
  close(): Promise<void>;
}

export function createWire({ clock, random, adminToken, faults: initial = [] }: WireOptions): Wire {
  const log = createRequestLog();
  const faults = createFaultInjector(random);
  const services: Service[] = [];
  const servers: Listening[] = [];
  let beginning: () => void = () => undefined;
  const inject = (rule: FaultRule) => faults.inject(checked(rule, services));
  const snapshot = () => {
    const now = clock.now();
    const states = services.map((service) => ({ service, state: service.snapshot() }));
    return () => {
      clock.set(now);
      for (const { service, state } of states) service.restore(state);
    };
  };
  const reset = () => {
    faults.clear();
    log.clear();
    beginning();
    initial.forEach(inject);
  };
  const admin = createAdmin({ token: adminToken, clock, log, faults, inject, reset });
  return {
    requests: log.entries,
    clearRequests: () => log.clear(),
    inject,
    clearFaults: () => faults.clear(),
    snapshot,
    reset,
    async listen(service, options) {
      const server = await serve({ ...options, service, clock, log, faults, admin });
      services.push(service);
      servers.push(server);
      return server;
    },
    ready() {
      beginning = snapshot();
      initial.forEach(inject);
    },
    async close() {
      await Promise.all(servers.map((server) => server.close()));
    },
  };
}

function checked(rule: FaultRule, services: readonly Service[]): FaultRule {
  if (rule.fault.kind !== 'preset') return rule;
  const { name } = rule.fault;
  const service = services.find((each) => name.startsWith(`${each.name}.`));
  if (service?.presets && Object.hasOwn(service.presets, presetKey(name))) return rule;
  const known = services.flatMap((each) => Object.keys(each.presets ?? {}).map((key) => `${each.name}.${key}`));
  throw new RangeError(`no preset ${name}; known are ${known.join(', ') || 'none'}`);
}
