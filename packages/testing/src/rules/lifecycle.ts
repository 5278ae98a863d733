import { hold, holdAll } from '../violation.ts';
import { inLab } from '../lab/lab.ts';
import type { ConnectorRule, SampleRule } from './rule.ts';

export const closeTwice: SampleRule = {
  id: 'close-twice',
  says: 'can be closed twice',
  of: 'sample',
  async check(subject, sample) {
    await inLab(subject, async (lab) => {
      await lab.attempt(sample);
      for (const time of ['first', 'second']) {
        try {
          await lab.connector.close?.();
        } catch (error) {
          hold(false, `The ${time} close() threw: ${String(error)}`);
        }
      }
    });
  },
};

export const healthy: ConnectorRule = {
  id: 'check',
  says: 'has a check() that sends a request and tells what it found',
  of: 'connector',
  async check(connector, { subject }) {
    if (connector.check === undefined) return;
    await inLab(subject, async (lab) => {
      lab.standIn.watch();
      const health = await lab.connector.check?.(lab.context()).catch((error: unknown) => hold(false, `check() threw: ${String(error)}`));
      hold(typeof health === 'object' && health !== null, 'check() told nothing.');
      hold(lab.standIn.requests.length > 0, 'check() asked the system nothing.');
      const writes = lab.standIn.requests.filter(({ write }) => write);
      holdAll(writes.map(({ method, path }) => `check() wrote: ${method} ${path}`));
    });
  },
};
