export { conformance, type Case, type ConformanceOptions } from './conformance.ts';
export type { Connect, Environment } from './environment.ts';
export type { Exemption } from './exemption.ts';
export type { Match } from './match.ts';
export type { FaultReplies, FaultReplyOptions } from './replies.ts';
export type { Reply } from './stand-in/fault.ts';
export type { Upstream } from './stand-in/upstream.ts';
export { countTokens, listTokens, type ListTokens } from './tokens.ts';
export { Violation } from './violation.ts';
