export { startSandbox, type ListenOptions, type Sandbox, type SandboxOptions } from './sandbox.ts';
export { demo } from './demo.ts';
export { demoNow, type Clock } from './wire/clock.ts';
export type { Fault, FaultRule, HandlerFault, ReplyFault, SocketFault } from './wire/faults.ts';
export type { InjectedFault } from './wire/fault-injector.ts';
export type { LoggedRequest } from './wire/request-log.ts';
export type { SalesforceControls, SalesforceOptions } from './salesforce/options.ts';
export { tiers } from './hubspot/options.ts';
export type {
  HubSpotControls,
  HubSpotOptions,
  LoadedRecord,
  RateLimits,
  RecordRef,
  SearchBounds,
  TokenOptions,
  ValidationRule,
} from './hubspot/options.ts';
