import { conformance } from '@causeway/testing';
import { createJsonApi } from '@causeway/core';
import { commentTicket, helpDesk } from '@causeway/example-connector';
import { helpDeskService } from './help-desk-service.ts';
import { test } from 'vitest';

const cases = conformance({
  connect({ url, credential }) {
    const options = { url, token: credential, allowPrivate: true };
    return { ...helpDesk(options), tools: [commentTicket(createJsonApi(options))] };
  },
  upstream: helpDeskService,
  samples: { comment_ticket: { ticket: '41', text: 'There is paper again.' } },
});

for (const { name, run } of cases) test(name, run);
