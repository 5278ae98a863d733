/** How the server under test serves clients of revisions before 2026-07-28. */
export type Mode = 'sessions' | 'stateless';

/** A scenario, or a recommendation inside one, that is known not to hold. When it holds, the run fails until the entry is gone. */
export interface KnownFailure {
  readonly scenario: string;
  readonly kind: 'failure' | 'warning';
  readonly revision: '2025-11-25' | '2026-07-28';
  /** Default: all. */
  readonly modes?: readonly Mode[];
  readonly reason: string;
}

const push = 'A stateless endpoint has no connection on which it could ask a client of this revision; `legacy: "sessions"` has.';
const tasks = 'The tasks extension is not served: no connector has a job that outlives a call.';
const declared = 'No tool declares x-mcp-header: arguments may hold personal data, and headers end up in logs.';
const dialect = 'Only $schema is missing: 2020-12 is the default dialect, and saying so costs tokens with every tool.';

const pushed = ['tools-call-sampling', 'tools-call-elicitation', 'elicitation-sep1034-defaults', 'elicitation-sep1330-enums'];
const taskScenarios = [
  'tasks-lifecycle',
  'tasks-capability-negotiation',
  'tasks-wire-fields',
  'tasks-request-state-removal',
  'tasks-mrtr-input',
  'tasks-request-headers',
  'tasks-dispatch-and-envelope',
  'tasks-required-task-error',
  'tasks-mrtr-composition',
];

export const knownFailures: readonly KnownFailure[] = [
  ...pushed.map((scenario): KnownFailure => ({ scenario, kind: 'failure', revision: '2025-11-25', modes: ['stateless'], reason: push })),
  { scenario: 'json-schema-2020-12', kind: 'failure', revision: '2025-11-25', reason: dialect },
  { scenario: 'json-schema-2020-12', kind: 'failure', revision: '2026-07-28', reason: dialect },
  ...taskScenarios.map((scenario): KnownFailure => ({ scenario, kind: 'failure', revision: '2026-07-28', reason: tasks })),
  { scenario: 'http-custom-header-server-validation', kind: 'failure', revision: '2026-07-28', reason: declared },
  {
    scenario: 'input-required-result-ignore-extra-params',
    kind: 'warning',
    revision: '2026-07-28',
    reason:
      'It answers a question that was never put. An answer counts only with the state of its question, or a client could approve anything in advance.',
  },
  {
    scenario: 'server-sse-multiple-streams',
    kind: 'warning',
    revision: '2025-11-25',
    modes: ['stateless'],
    reason: 'It looks for a session, which a stateless endpoint has none of.',
  },
  {
    scenario: 'server-sse-polling',
    kind: 'warning',
    revision: '2025-11-25',
    reason: 'Streams cannot be resumed: that was removed in 2026-07-28, and would keep answers in memory.',
  },
];
