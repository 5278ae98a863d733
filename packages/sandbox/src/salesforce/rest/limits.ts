import type { Reply } from '../../wire/exchange.ts';
import { visibleObject } from '../access/actor.ts';
import { json } from '../replies.ts';
import type { Call, Resource } from './call.ts';

export const limitResources: readonly Resource[] = [
  { method: 'GET', path: '/limits', handle: limits },
  { method: 'GET', path: '/limits/recordCount', handle: recordCount },
];

/** Limits of an enterprise org; the sandbox uses up nothing but requests. */
const fixedLimits: Readonly<Record<string, number>> = {
  ActiveScratchOrgs: 100,
  AnalyticsExternalDataSizeMB: 40_960,
  ConcurrentAsyncGetReportInstances: 200,
  ConcurrentSyncReportRuns: 20,
  DailyAsyncApexExecutions: 250_000,
  DailyBulkApiBatches: 15_000,
  DailyBulkV2QueryJobs: 10_000,
  DailyDurableStreamingApiEvents: 200_000,
  DailyGenericStreamingApiEvents: 10_000,
  DailyStandardVolumePlatformEvents: 25_000,
  DailyWorkflowEmails: 100_000,
  DataStorageMB: 10_240,
  FileStorageMB: 10_240,
  HourlyAsyncReportRuns: 1200,
  HourlyDashboardRefreshes: 200,
  HourlyODataCallout: 20_000,
  HourlySyncReportRuns: 500,
  HourlyTimeBasedWorkflow: 1000,
  MassEmail: 5000,
  PermissionSets: 1500,
  SingleEmail: 5000,
};

function limits({ org: { usage } }: Call): Reply {
  const entries = Object.entries(fixedLimits).map(([name, max]) => [name, { Max: max, Remaining: max }] as const);
  const requests = { Max: usage.max, Remaining: Math.max(0, usage.max - usage.used()) };
  const all = [...entries, ['DailyApiRequests', requests] as const].toSorted(([one], [other]) => (one < other ? -1 : 1));
  return json(200, Object.fromEntries(all));
}

/** How many records there are, whoever may see them; unknown objects are left out. */
function recordCount({ org, actor, exchange }: Call): Reply {
  const names = exchange.query.get('sObjects')?.split(',');
  const objects = names ? names.map((name) => visibleObject(org, actor, name.trim())) : org.catalog.objects;
  const readable = objects.filter((object) => object !== undefined && actor.permissions.allows(object, 'read'));
  const counts = readable.map((object) => ({
    count: [...org.store.all(object!.name)].filter((row) => row['IsDeleted'] !== true).length,
    name: object!.name,
  }));
  return json(200, { sObjects: counts });
}
