import { createPermission } from '@backstage/plugin-permission-common';

/**
 * To send lineage events. A token for other services that is restricted to some permissions needs this one.
 * @public
 */
export const datasetLineageRecordPermission = createPermission({
  name: 'catalog.dataset-lineage.record',
  attributes: { action: 'create' },
});
