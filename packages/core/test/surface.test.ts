import * as core from '@causeway/core';
import * as mount from '@causeway/core/mcp-v1';
import { expect, test } from 'vitest';

test('the root entry exports these values and no others', () => {
  expect(Object.keys(core).sort()).toEqual([
    'ConnectorError',
    'Secret',
    'abortable',
    'anonymous',
    'batchSchema',
    'byKeyword',
    'callerKey',
    'cleanText',
    'compose',
    'createBoundaries',
    'createHttp',
    'createJsonApi',
    'createKey',
    'createSealer',
    'createToolkit',
    'createTtlCache',
    'cutCell',
    'dayOf',
    'errorCodes',
    'flatten',
    'hasHiddenText',
    'holdsKeyword',
    'htmlToText',
    'isAskSignal',
    'isJson',
    'isPrivateAddress',
    'isRecordOf',
    'isRecordSet',
    'maxCellLength',
    'maxPageBytes',
    'openCursor',
    'page',
    'parse',
    'parseJson',
    'partitionOf',
    'record',
    'recordOfSchema',
    'recordSetSchema',
    'resolveCredential',
    'retryAfterMs',
    'rowFilters',
    'sealCursor',
    'startOfDay',
    'statusError',
    'toCell',
    'toJsonSchema',
    'toZonedIso',
    'tool',
    'traceContext',
    'upstreamObserver',
    'withCredential',
  ]);
});

test('the mount exports one function', () => {
  expect(Object.keys(mount)).toEqual(['mountToolkit']);
});
