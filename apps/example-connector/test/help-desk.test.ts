import { conformance } from '@causeway/testing';
import { helpDesk } from '@causeway/example-connector';
import { helpDeskService } from './help-desk-service.ts';
import { test } from 'vitest';

const cases = conformance({
  connect: ({ url, credential }) => helpDesk({ url, token: credential, allowPrivate: true }),
  upstream: helpDeskService,
  samples: { find_tickets: { status: 'open', limit: 2 } },
});

for (const { name, run } of cases) test(name, run);
