import { ConnectorError, isAskSignal, type CallRequest, type Middleware } from '@causeway/core';
import { createDesk, kit, person, type Desk } from './desk.ts';
import { fileSink, governed, type Governed, type GovernedOptions, type LayerName } from '@causeway/middleware';
import { scratch } from './audit-log.ts';

export const names: readonly LayerName[] = [
  'telemetry',
  'audit',
  'policy',
  'approval',
  'rateLimit',
  'redact',
  'cache',
  'breaker',
  'retry',
  'timeout',
];

/** What each layer saw, in order: the call as it came in, and the answer as it came back from further in. */
function watch(layers: Governed['layers'], seen: string[]): readonly Middleware[] {
  return layers.flatMap(({ name, middleware }) => {
    const inside: Middleware = async (call, next) => {
      try {
        const output = await next(call);
        seen.push(`${name} got ${summary(output)}`);
        return output;
      } catch (thrown) {
        seen.push(`${name} got ${isAskSignal(thrown) ? 'a question' : ConnectorError.from(thrown).code}`);
        throw thrown;
      }
    };
    const outside: Middleware = (call, next) => (seen.push(`${name} saw ${call.via}`), next(call));
    return [outside, middleware, inside];
  });
}

function summary(output: unknown): string {
  const text = JSON.stringify(output);
  return (
    ['078-05-1120', 'ann@acme.example']
      .map((value, index) => (text.includes(value) ? ['SSN', 'e-mail'][index] : ''))
      .filter(Boolean)
      .join(' and ') || 'nothing hidden'
  );
}

const rules: NonNullable<GovernedOptions['policy']> = {
  rules: [
    { id: 'hide-ssn', reason: 'r', what: { objects: ['Contact'], fields: ['SSN'] }, decision: 'deny' },
    { id: 'updates', reason: 'r', what: { effects: ['update'], objects: ['Account'] }, decision: 'needs-approval' },
    { id: 'creates', reason: 'r', what: { effects: ['create'], objects: ['Account'] }, decision: 'allow' },
  ],
};

/** The preset, with one layer and the next one in each other's place. */
export function start(options: GovernedOptions = {}, swap?: LayerName, prepare: (desk: Desk) => void = () => {}) {
  const desk = createDesk();
  prepare(desk);
  const directory = scratch();
  const preset = governed({
    audit: { sinks: [fileSink({ directory })] },
    policy: rules,
    approval: { effects: [] },
    rateLimit: { limits: [{ by: ['principal'], calls: 1_000, seconds: 60 }] },
    redact: { rules: [{ detect: ['email'], action: 'mask' }] },
    cache: { tools: ['*_get_*'] },
    breaker: { failures: 3, restMs: 60_000 },
    retry: { attempts: 3, baseMs: 1 },
    timeout: { ms: 100 },
    ...options,
  });
  const layers = [...preset.layers];
  const at = layers.findIndex(({ name }) => name === swap);
  if (at >= 0) layers.splice(at, 2, ...layers.slice(at, at + 2).reverse());
  const seen: string[] = [];
  const toolkit = kit(desk, watch(layers, seen));
  const call = (request: Partial<CallRequest>) => toolkit.call({ name: '', caller: person(), canAsk: ['form'], ...request });
  return { desk, directory, seen, call, preset, order: layers.map(({ name }) => name) };
}
