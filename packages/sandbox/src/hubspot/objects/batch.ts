import { handlerFault, type Reply } from '../../wire/exchange.ts';
import { batchAnswer } from '../answers.ts';
import type { Call } from '../endpoint.ts';
import { invalid, Refusal } from '../errors.ts';
import { asArray, asObject, asText, type JsonObject } from '../json-body.ts';

const mostInputs = 100;

/** The inputs of a batch, at most 100. */
export function inputsOf(call: Call, most = mostInputs): readonly JsonObject[] {
  const inputs = asArray(call.body()['inputs'], 'inputs').map(asObject);
  if (inputs.length > most) throw invalid(`Batch size of ${inputs.length} exceeds the maximum of ${most}`);
  return inputs;
}

/** A refusal that leaves the rest of its batch in peace even without a trace id. */
export class Missing extends Refusal {}

/** The status of a success, and whether there is something to undo. */
interface BatchKind {
  readonly status: 200 | 201;
  readonly writes: boolean;
}

interface Failure {
  readonly input: JsonObject;
  readonly refusal: Refusal;
}

/**
 * Does something for each input. Failures of inputs that carry an `objectWriteTraceId` are told one by one in a 207;
 * without it the first failure undoes the whole batch (recorded for create).
 */
export function runBatch(
  call: Call,
  inputs: readonly JsonObject[],
  { status, writes }: BatchKind,
  act: (input: JsonObject) => unknown,
): Reply {
  const { portal } = call;
  const before = writes ? portal.store.snapshot() : undefined;
  const results: unknown[] = [];
  const failures: Failure[] = [];
  const injected = handlerFault(call.exchange, 'partial')?.indexes ?? [];
  for (const [index, input] of inputs.entries()) {
    try {
      if (injected.includes(index)) throw new Missing(400, { message: 'Injected failure of this input', category: 'VALIDATION_ERROR' });
      results.push(act(input));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      failures.push({ input, refusal: error });
    }
  }
  const fatal = failures.find(({ input, refusal }) => !(refusal instanceof Missing) && input['objectWriteTraceId'] === undefined);
  if (fatal) {
    if (before) portal.store.restore(before);
    throw fatal.refusal;
  }
  return batchAnswer(portal.clock.now(), disorder(call, results), summary(failures), status);
}

/** Missing records are one error with all their ids; every other failure speaks for itself, under its trace id. */
function summary(failures: readonly Failure[]): readonly Refusal[] {
  const missing: readonly Refusal[] = failures.flatMap(({ refusal }) =>
    refusal instanceof Missing && refusal.body.context ? [refusal] : [],
  );
  const [first] = missing;
  const together = first
    ? [new Missing(404, { ...first.body, context: { ids: missing.flatMap(({ body }) => body.context?.['ids'] ?? []) } })]
    : [];
  const others = failures.filter(({ refusal }) => !missing.includes(refusal));
  return [...together, ...others.map(traced)];
}

function traced({ input, refusal }: Failure): Refusal {
  const { objectWriteTraceId: trace } = input;
  const { existingId } = refusal.facts;
  const context = {
    ...refusal.body.context,
    ...(trace === undefined ? {} : { objectWriteTraceId: [asText(trace)] }),
    ...(existingId === undefined ? {} : { existingId: [existingId] }),
  };
  return new Refusal(refusal.status, { ...refusal.body, ...(Object.keys(context).length > 0 ? { context } : {}) });
}

/** Batch answers do not keep the order of the inputs (recorded). */
export function disorder<T>({ portal }: Call, items: readonly T[]): readonly T[] {
  if (!portal.options.shuffleBatches || items.length < 2) return items;
  const shuffled = [...items];
  for (let index = shuffled.length - 1; index > 0; index -= 1) {
    const other = portal.random.int(0, index);
    [shuffled[index], shuffled[other]] = [shuffled[other]!, shuffled[index]!];
  }
  const same = shuffled.every((item, index) => item === items[index]);
  return same ? [...shuffled.slice(1), shuffled[0]!] : shuffled;
}
