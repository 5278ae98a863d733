export { abortable } from './abortable.ts';
export { isAskSignal, type AskSignal } from './ask-signal.ts';
export { createBoundaries, type Boundaries, type BoundaryOptions, type NameRules } from './boundaries.ts';
export { anonymous, callerKey, partitionOf, type Caller, type Principal } from './caller.ts';
export { cutCell, flatten, maxCellLength, toCell } from './cells.ts';
export type { Completion } from './completion.ts';
export {
  ConnectorError,
  errorCodes,
  type ConnectorErrorOptions,
  type ErrorCode,
  type ErrorReport,
  type Upstream,
} from './connector-error.ts';
export type { Connector, ConnectorKind, Health } from './connector.ts';
export type { Content } from './content.ts';
export type { CallContext } from './context.ts';
export { resolveCredential, withCredential, type Credential } from './credential.ts';
export { createKey, type Key } from './key.ts';
export { byKeyword, holdsKeyword, type Named } from './keyword.ts';
export { compose, type Call, type ListFilter, type Middleware, type Next, type ToolEntry } from './middleware.ts';
export { maxPageBytes, openCursor, page, record, sealCursor, type PageOptions, type RecordOptions } from './page.ts';
export type { Prompt, PromptArgument, PromptMessage } from './prompt.ts';
export type { Answer, Question, QuestionKind } from './question.ts';
export type { Quota } from './quota.ts';
export {
  batchSchema,
  isRecordOf,
  isRecordSet,
  recordOfSchema,
  recordSetSchema,
  type Batch,
  type Cell,
  type Failure,
  type RecordOf,
  type RecordSet,
} from './record-set.ts';
export { rowFilters, type RowFilter } from './row-filter.ts';
export { parse, toJsonSchema, type In, type Issue, type JsonSchema, type Out, type Parsed, type Schema } from './schema.ts';
export { createSealer, type Binding, type Sealer, type SealerOptions } from './sealer.ts';
export { Secret } from './secret.ts';
export { cleanText, hasHiddenText } from './text.ts';
export { tool, type Access, type Change, type Effect, type Tool } from './tool.ts';
export type { Catalogue, PromptEntry, ViewEntry } from './toolkit/catalogue.ts';
export type { CheckResult } from './toolkit/check.ts';
export type { Reply } from './toolkit/conversation.ts';
export type {
  Asks,
  Called,
  CallRequest,
  CallResult,
  CompleteRequest,
  Failed,
  PromptRequest,
  PromptResult,
  ReadRequest,
  ReadResult,
  RequestOptions,
} from './toolkit/request.ts';
export { createToolkit, type Toolkit, type ToolkitOptions, type ToolList } from './toolkit/toolkit.ts';
export type { ColumnOrigin, Trail, TrailLog } from './trail.ts';
export { createTtlCache, type TtlCache, type TtlCacheOptions } from './ttl-cache.ts';
export type { View } from './view.ts';
export { htmlToText } from './html-text.ts';
export { isPrivateAddress } from './http/address.ts';
export { createHttp, isJson, parseJson, type Http, type HttpOptions } from './http/http.ts';
export { createJsonApi, type JsonApi, type JsonApiOptions, type JsonRequest } from './http/json-api.ts';
export { upstreamObserver, type UpstreamObserver } from './http/observer.ts';
export type { HttpRequest, HttpResponse } from './http/request.ts';
export { retryAfterMs, statusError } from './http/status-error.ts';
export { traceContext, type TraceContext } from './trace-context.ts';
export { dayOf, startOfDay, toZonedIso } from './zone.ts';
