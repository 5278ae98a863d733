import { timingSafeEqual } from 'node:crypto';
import type { Clock } from './clock.ts';
import { json, type Exchange, type Reply } from './exchange.ts';
import type { FaultInjector, InjectedFault } from './fault-injector.ts';
import { parseFaultRule } from './fault-rules.ts';
import type { FaultRule } from './faults.ts';
import type { RequestLog } from './request-log.ts';

/** Where the sandbox itself is steered, on either server. No vendor has a path like it. */
export const adminPrefix = '/_sandbox/';

export interface Admin {
  /** Answers a request below the prefix. 401 unless it bears the admin token. */
  handle(request: AdminRequest): Reply;
}

type AdminRequest = Pick<Exchange, 'method' | 'url' | 'headers' | 'body'>;

export interface AdminOptions {
  readonly token: string;
  readonly clock: Clock;
  readonly log: RequestLog;
  readonly faults: FaultInjector;
  /** Puts a rule in force; throws a `RangeError` for a preset that does not exist. */
  inject(rule: FaultRule): InjectedFault;
  reset(): void;
}

type Command = (options: AdminOptions, input: unknown) => Reply;

const done: Reply = { status: 204 };

const commands: Readonly<Record<string, Command>> = {
  'GET faults': ({ faults }) => json(200, faults.list().map(shown)),
  'POST faults': (options, input) => json(201, shown(options.inject(parseFaultRule(input)))),
  'DELETE faults': ({ faults }) => {
    faults.clear();
    return done;
  },
  'GET requests': ({ log }) => json(200, log.entries),
  'DELETE requests': ({ log }) => {
    log.clear();
    return done;
  },
  'GET clock': ({ clock }) => json(200, { now: clock.now() }),
  'POST clock': moveClock,
  'POST reset': (options) => {
    options.reset();
    return done;
  },
};

export function createAdmin(options: AdminOptions): Admin {
  return {
    handle(request) {
      if (!isAllowed(request.headers['authorization'], options.token)) return json(401, { message: 'the admin token is missing or wrong' });
      const name = request.url.slice(adminPrefix.length).split('?', 1)[0];
      const command = commands[`${request.method} ${name}`];
      if (!command) return json(404, { message: `known are ${Object.keys(commands).join(', ')}` });
      try {
        return command(options, request.body.length > 0 ? JSON.parse(request.body.toString()) : undefined);
      } catch (error) {
        return json(400, { message: error instanceof Error ? error.message : 'bad request' });
      }
    },
  };
}

function isAllowed(header: string | undefined, token: string): boolean {
  const given = Buffer.from(header ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

function moveClock({ clock }: AdminOptions, input: unknown): Reply {
  const { now, advanceMs } = (input ?? {}) as { readonly now?: unknown; readonly advanceMs?: unknown };
  if (Number.isSafeInteger(now)) clock.set(now as number);
  else if (Number.isSafeInteger(advanceMs)) clock.advance(advanceMs as number);
  else throw new TypeError('give now or advanceMs, in milliseconds');
  return json(200, { now: clock.now() });
}

function shown({ rule, hits }: InjectedFault): unknown {
  return { ...rule, ...(rule.path instanceof RegExp && { path: `/${rule.path.source}/` }), hits };
}
