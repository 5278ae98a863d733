import { conformance } from '@causeway/testing';
import { describe, test } from 'vitest';
import { notesConnector } from './notes-connector.ts';
import { notesService } from './notes-service.ts';

describe('a connector that keeps every rule', () => {
  const service = notesService();
  const cases = conformance({
    connect: (environment) => notesConnector(environment),
    upstream: service.handle,
    reset: service.reset,
    samples: { find_notes: { limit: 2 }, create_note: { text: 'Repot the cactus' } },
    report: () => {},
  });
  for (const { name, run } of cases) test(name, run);
});
