import { audit, fileSink, readCheckpoints, type AuditOptions, type FileSinkOptions } from '@causeway/middleware';
import { createDesk, kit, person } from './desk.ts';
import { lines, scratch } from './audit-log.ts';

/** A log with so many records, the checkpoints among them. */
export async function write(count: number, options: AuditOptions = {}, file: FileSinkOptions = {}) {
  const directory = scratch();
  const log = audit({ sinks: [fileSink({ directory, ...file })], checkpointEvery: 100, ...options });
  const toolkit = kit(createDesk(), [log]);
  const get = { name: 'desk_get_record', arguments: { object: 'Account', id: 'a1' }, caller: person() };
  for (let i = 0; i < count; i += 50) await Promise.all(Array.from({ length: Math.min(50, count - i) }, () => toolkit.call(get)));
  await log.close();
  return { directory, log: [...lines(directory)], checkpoints: await readCheckpoints(directory, 'main') };
}
