import { useApi } from '@backstage/core-plugin-api';
import { datasetMigrationsApiRef } from '../../api/datasetMigrationsApiRef';
import { EventList } from '../../components/EventList';

/** What happened in a migration. */
export function EventsTab(props: { migrationId: string }) {
  const { migrationId } = props;
  const api = useApi(datasetMigrationsApiRef);
  return (
    <EventList
      subject={migrationId}
      load={(page, signal) =>
        api.listMigrationEvents({ migrationId, ...page }, { signal })
      }
    />
  );
}
