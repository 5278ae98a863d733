import { randomUUID } from 'node:crypto';
import type { HubSpotControls, HubSpotOptions } from './hubspot/options.ts';
import { createHubSpot } from './hubspot/service.ts';
import type { SalesforceControls, SalesforceOptions } from './salesforce/options.ts';
import { createSalesforce } from './salesforce/service.ts';
import { buildStory } from './story/build.ts';
import { createClock, demoNow, type Clock } from './wire/clock.ts';
import type { InjectedFault } from './wire/fault-injector.ts';
import type { FaultRule } from './wire/faults.ts';
import { createRandom } from './wire/random.ts';
import type { LoggedRequest } from './wire/request-log.ts';
import type { Service, ServiceContext } from './wire/service.ts';
import { createWire, type Wire } from './wire/wire.ts';

export interface SandboxOptions {
  /** Seed of the demo data and of all chance. Default 1. */
  readonly seed?: number;
  /** How many times larger than the demo the data is; a whole number from 1. Default 1. */
  readonly scale?: number;
  /** Virtual now at the start, in milliseconds since the epoch; time runs on from there. Default: 2026-11-02T09:00:00Z. */
  readonly now?: number;
  /** Let time stand still between `clock.advance` calls. Default false. */
  readonly frozen?: boolean;
  /** Address to listen on. Default 127.0.0.1: reachable from this machine alone. */
  readonly host?: string;
  readonly salesforce?: SalesforceOptions & ListenOptions;
  readonly hubspot?: HubSpotOptions & ListenOptions;
  /** Faults in force from the start, and anew after each `reset`. */
  readonly faults?: readonly FaultRule[];
  /** Guards `/_sandbox/…`. Default: a random one. */
  readonly adminToken?: string;
}

export interface ListenOptions {
  /** Default 0: any free port. */
  readonly port?: number;
}

/** Both systems, running. */
export interface Sandbox {
  readonly salesforce: { readonly url: string } & SalesforceControls;
  readonly hubspot: { readonly url: string } & HubSpotControls;
  readonly clock: Clock;
  readonly adminToken: string;
  /** What was sent to either server, oldest first; the latest 10,000 at least. Admin requests are left out. */
  readonly requests: readonly LoggedRequest[];
  clearRequests(): void;
  /** Puts a fault in force. Throws a `RangeError` for a preset that does not exist. */
  inject(rule: FaultRule): InjectedFault;
  clearFaults(): void;
  /** Keeps all records, sessions and the time; the function it answers brings them back, as often as it is called. */
  snapshot(): () => void;
  /** To the state after the start: data and clock as then, the log empty, the faults of the options and no others. */
  reset(): void;
  /** Ends both servers and all connections. */
  close(): Promise<void>;
}

/** Starts both servers on loopback. Throws a `RangeError` for a scale that is not a whole number from 1. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { seed = 1, scale = 1, now = demoNow, frozen = false, host, adminToken = randomUUID() } = options;
  if (!Number.isSafeInteger(scale) || scale < 1) throw new RangeError('scale is a whole number from 1');
  const clock = createClock({ now, frozen });
  const random = createRandom(seed);
  const story = buildStory({ seed, now, scale });
  const wire = createWire({ clock, random: random.fork('faults'), adminToken, ...(options.faults && { faults: options.faults }) });
  const start = <T extends Service>(name: Service['name'], create: (context: ServiceContext) => T) => {
    const context = { clock, random: random.fork(name), story, scale };
    return listening(wire, context, create, { ...(host && { host }), ...(options[name]?.port && { port: options[name].port }) });
  };
  try {
    const salesforce = await start('salesforce', (context) => createSalesforce(context, options.salesforce));
    const hubspot = await start('hubspot', (context) => createHubSpot(context, options.hubspot));
    wire.ready();
    return { salesforce, hubspot, clock, adminToken, ...controls(wire) };
  } catch (error) {
    await wire.close();
    throw error;
  }
}

function controls(wire: Wire): Omit<Sandbox, 'salesforce' | 'hubspot' | 'clock' | 'adminToken'> {
  return {
    requests: wire.requests,
    clearRequests: () => wire.clearRequests(),
    inject: (rule) => wire.inject(rule),
    clearFaults: () => wire.clearFaults(),
    snapshot: () => wire.snapshot(),
    reset: () => wire.reset(),
    close: () => wire.close(),
  };
}

/** Puts a service on the wire, adds its origin, and lets it know it. */
async function listening<T extends Service>(
  wire: Wire,
  context: Omit<ServiceContext, 'baseUrl'>,
  create: (context: ServiceContext) => T,
  options: Parameters<Wire['listen']>[1],
): Promise<T & { readonly url: string }> {
  let url = '';
  const service = create({ ...context, baseUrl: () => url });
  ({ url } = await wire.listen(service, options));
  return Object.assign(service, { url });
}
