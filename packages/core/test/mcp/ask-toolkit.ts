import { ConnectorError, createToolkit, tool, type Change, type Middleware, type Sealer, type Toolkit } from '@causeway/core';
import { createHash } from 'node:crypto';
import { z } from 'zod';

export interface AskToolkit {
  readonly toolkit: Toolkit;
  readonly notes: Map<string, string>;
  /** What happened, in order. */
  readonly log: string[];
}

/** Writes that a person approves, and a tool that tells what happened. */
export function askToolkit(options: { readonly sealer?: Sealer; readonly confirms?: boolean } = {}): AskToolkit {
  const notes = new Map([['1', 'old']]);
  const log: string[] = [];
  const id = z.string().describe('Id of the note');
  const change = (noteId: string, after: string | null): readonly Change[] => [
    { object: 'note', id: noteId, field: 'text', before: notes.get(noteId), after },
  ];
  const update = tool({
    name: 'update_note',
    title: 'Update note',
    description: 'Replaces the text of a note.',
    effect: 'update',
    requests: 1,
    input: z.strictObject({ id, text: z.string().describe('New text') }),
    output: z.looseObject({ text: z.string() }),
    access: () => [{ object: 'note', effect: 'update', fields: ['text'] }],
    preview: (input) => Promise.resolve(change(input.id, input.text)),
    run: (input) => {
      log.push('written');
      notes.set(input.id, input.text);
      return Promise.resolve({ text: input.text });
    },
  });
  const remove = tool({
    name: 'delete_note',
    title: 'Delete note',
    description: 'Deletes a note.',
    effect: 'delete',
    requests: 1,
    input: z.strictObject({ id }),
    output: z.looseObject({}),
    access: () => [{ object: 'note', effect: 'delete', fields: '*' }],
    preview: (input) => Promise.resolve(change(input.id, null)),
    run: (input) => Promise.resolve({ deleted: notes.delete(input.id) }),
  });
  const readLog = tool({
    name: 'read_log',
    title: 'Read log',
    description: 'Tells what happened.',
    effect: 'read',
    requests: 0,
    input: z.strictObject({}),
    output: z.looseObject({ lines: z.array(z.string()) }),
    access: () => [],
    run: () => Promise.resolve({ lines: log }),
  });
  const connector = { spec: 1, kind: 'demo', name: 'demo', version: '1.0.0', title: 'Notes', tools: [update, remove, readLog] } as const;
  const approval = Object.assign(approve(log), options.confirms === true ? { confirms: () => true } : {});
  const use = [record(log), retry(log), approval];
  return {
    toolkit: createToolkit({ connectors: [connector], use, ...(options.sealer === undefined ? {} : { sealer: options.sealer }) }),
    notes,
    log,
  };
}

/** Numbers calls by their id, in the order in which they are first seen. */
function record(log: string[]): Middleware {
  const ids: string[] = [];
  return async (call, next) => {
    if (call.tool?.effect === 'read' || call.via === 'preview') return next(call);
    if (!ids.includes(call.context.id)) ids.push(call.context.id);
    log.push(`attempt of call ${ids.indexOf(call.context.id) + 1}`);
    return next(call);
  };
}

/** Repeats whatever fails, up to three times. */
function retry(log: string[]): Middleware {
  return async (call, next) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await next(call);
      } catch (error) {
        const { retryable } = ConnectorError.from(error);
        if (attempt === 3 || !retryable) throw error;
        log.push(`try ${attempt + 1}`);
      }
    }
  };
}

/** Asks before every write. Another preview is another question. */
function approve(log: string[]): Middleware {
  return async (call, next) => {
    if (call.preview === undefined) return next(call);
    const changes = await call.preview();
    const key = createHash('sha256').update(JSON.stringify(changes)).digest('hex').slice(0, 8);
    const message = changes.map(({ field, before, after }) => `${field}: ${String(before)} -> ${String(after)}`).join();
    const { [key]: answer } = await call.context.ask({ [key]: { kind: 'form', message } });
    if (answer?.action !== 'accept') throw new ConnectorError('permission_denied', `The person said no (${answer?.action}).`);
    log.push(`approved by ${answer.by}`);
    return next(call);
  };
}
