import { audit, fileSink, policy } from '@causeway/middleware';
import { createDesk, kit } from './desk.ts';

/** Makes changes until the audit log cannot grow any more, then a read, and says what happened. Its files are limited by the test. */
const [directory = ''] = process.argv.slice(2);
const log = audit({ sinks: [fileSink({ directory })] });
const desk = createDesk();
const toolkit = kit(desk, [log, policy({ rules: [{ id: 'writes', reason: 'r', decision: 'allow' }] })]);
const update = { name: 'desk_update_record', arguments: { object: 'Account', id: 'a1', values: { Name: 'X' } } };

const results: string[] = [];
for (let i = 0; i < 40; i += 1) {
  const result = await toolkit.call(update);
  results.push(result.kind === 'failed' ? result.error.code : result.kind);
}
const read = await toolkit.call({ name: 'desk_get_record', arguments: { object: 'Account', id: 'a1' } });
const made = desk.log.filter((line) => line.startsWith('update')).length;
process.stdout.write(JSON.stringify({ results, made, read: read.kind, status: log.status()[0] }));
process.exit(0);
