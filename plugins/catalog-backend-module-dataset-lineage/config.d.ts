import type { HumanDuration } from '@backstage/types';
import type { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  catalog?: {
    providers?: {
      /** Datasets and their lineage from dbt manifests and OpenLineage events. Without it the module adds nothing. */
      datasetLineage?: {
        /** Namespace of the entities. Default: default. */
        namespace?: string;
        /**
         * `spec.type` of datasets: a word for all, or `relation` for what each of them is, such as table or view.
         * Default: dataset.
         */
        resourceType?: string;
        /** Owner of what names none, as an entity reference. Default: group:default/unknown. */
        defaultOwner?: string;
        /** What owners are called in dbt and OpenLineage, and the entity that is meant. */
        owners?: { [written: string]: string };
        /** When changes are given to the catalog. Default: every 30 seconds. */
        publish?: { schedule?: SchedulerServiceTaskScheduleDefinitionConfig };
        dbt?: Array<{
          /** Letters, digits and hyphens; what it provided goes with it when it is taken away. */
          id: string;
          /** Either a URL that the backend may read, or an absolute path. */
          source: { url?: string; path?: string };
          /** When the manifest is read. Default: every 10 minutes. */
          schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
          /** Folder of the project in its repository, for example https://github.com/acme/warehouse/tree/main/. */
          repository?: string;
          /** Entity reference of the component that has the project's code. It depends on what the project reads from others. */
          component?: string;
          /** Namespace that OpenLineage gives datasets of this warehouse, for example snowflake://acme-eu. Default: the adapter, such as bigquery. */
          datasetNamespace?: string;
          /** Owner of what the project makes and nobody is named for. Default: that of all. */
          defaultOwner?: string;
          /** Entity reference of the system of what the project makes. Default: none. */
          system?: string;
          /** From 1 to 1024. Default: 256. */
          maxMegabytes?: number;
        }>;
        /** Without it there is no endpoint, and what events have told is forgotten. */
        openLineage?: {
          enabled?: boolean;
          /** From 1 to 64. Default: 8. */
          maxBodyMegabytes?: number;
          /** What no event has told of for so long is forgotten. Default: 30 days. */
          retention?: HumanDuration;
          /** How often components of the catalog are looked at for the repositories of jobs. Default: 10 minutes. */
          matchInterval?: HumanDuration;
          /** `spec.type` of components for jobs whose code no component has. Default: data-job. */
          jobType?: string;
        };
      };
    };
  };
}
