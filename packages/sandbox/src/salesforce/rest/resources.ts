import type { Resource } from './call.ts';
import { describeResources } from './describe.ts';
import { queryResources } from './query.ts';
import { recordResources } from './records.ts';

/** Everything below `/services/data/vXX.X`. */
export const resources: readonly Resource[] = [...describeResources, ...queryResources, ...recordResources];
