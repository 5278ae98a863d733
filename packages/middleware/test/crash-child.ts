import { appendFileSync } from 'node:fs';
import { audit, fileSink, policy } from '@causeway/middleware';
import { createDesk, kit, person } from './desk.ts';

/** Writes through the audit log, as many at once as asked, and says on stdout which calls were acknowledged. Killed by the test. */
const [directory = '', acknowledged = '', count = '0'] = process.argv.slice(2);
const log = audit({ sinks: [fileSink({ directory })] });
const desk = createDesk();
const toolkit = kit(desk, [log, policy({ rules: [{ id: 'writes', reason: 'r', decision: 'allow' }] })], { deadlineMs: 600_000 });

const call = async (index: number) => {
  const values = { Name: `Account ${index}` };
  const result = await toolkit.call({
    name: 'desk_create_record',
    arguments: { object: 'Account', values },
    caller: person({ id: `p${index}` }),
  });
  // Synchronous, so that what is written here was acknowledged before the kill.
  if (result.kind === 'done') appendFileSync(acknowledged, `p${index}\n`);
};
await log.open();
process.stdout.write('started\n');
await Promise.all(Array.from({ length: Number(count) }, (_, index) => call(index)));
process.stdout.write('finished\n');
