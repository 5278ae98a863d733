import { batchResources } from './batch.ts';
import type { Resource } from './call.ts';
import { collectionResources } from './collections.ts';
import { compositeResources } from './composite.ts';
import { describeResources } from './describe.ts';
import { externalIdResources } from './external-id.ts';
import { limitResources } from './limits.ts';
import { layoutResources } from './layouts.ts';
import { listViewResources } from './list-views.ts';
import { queryResources } from './query.ts';
import { recentResources } from './recent-items.ts';
import { recordResources } from './records.ts';
import { replicationResources } from './replication.ts';
import { retrieveResources } from './retrieve.ts';
import { searchResources } from './search.ts';
import { treeResources } from './tree.ts';

/** Everything below `/services/data/vXX.X`. */
export const resources: readonly Resource[] = [
  ...describeResources,
  ...queryResources,
  ...searchResources,
  ...recordResources,
  ...externalIdResources,
  ...collectionResources,
  ...retrieveResources,
  ...treeResources,
  ...compositeResources,
  ...batchResources,
  ...limitResources,
  ...recentResources,
  ...replicationResources,
  ...listViewResources,
  ...layoutResources,
];
