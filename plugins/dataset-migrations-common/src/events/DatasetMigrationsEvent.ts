import type { EventKind } from '../schema';

/**
 * The topic of Backstage's events service on which every event is published.
 * @public
 */
export const DATASET_MIGRATIONS_TOPIC = 'dataset-migrations';

/**
 * Type of an event: what happened, and the version of its payload. Fields may be added within a version; what would
 * break a receiver makes a new one.
 * @public
 */
export type DatasetMigrationsEventType = `skein.${EventKind | 'test'}.v1`;

/**
 * What is told of each thing that happens, on the topic `DATASET_MIGRATIONS_TOPIC` and by webhooks: a CloudEvent 1.0 in
 * its JSON format. It comes at least once, and in order for each subject; what comes twice has the same id.
 * @public
 */
export interface DatasetMigrationsEvent {
  specversion: '1.0';
  /** The same whenever and wherever the event is told. */
  id: string;
  type: DatasetMigrationsEventType;
  /** Address of Skein's page in Backstage. */
  source: string;
  /** `migrations/<id>`, followed by `/targets/<id>` for what happened to a target. */
  subject: string;
  /** When it happened, ISO 8601 in UTC. */
  time: string;
  datacontenttype: 'application/json';
  data: DatasetMigrationsEventData;
}

/**
 * What happened. It never changes; what the migration and the target are called is as it was when the event was told.
 * @public
 */
export interface DatasetMigrationsEventData {
  /** Absent for a test. */
  migration?: {
    id: string;
    title: string;
    /** Entity reference. */
    ownerRef: string;
    /** Entity references of the datasets that are moved from, and to. */
    from: string[];
    to: string[];
    /** Its page in Backstage. */
    url: string;
  };
  /** Absent for what happened to the migration as a whole. */
  target?: {
    id: string;
    repositoryUrl: string;
    /** Entity reference; absent when nobody is known to own it. */
    ownerRef?: string;
    /** The newest one of ours. */
    pullRequest?: { url: string; number: number; state: string };
    /** Its page in Backstage. */
    url: string;
  };
  /** Entity reference, `skein`, `external:…` for a program, or the id of a code host. Absent for a test. */
  actor?: string;
  /** State before; absent for what is no change of a state. */
  from?: string;
  /** State afterwards, or what was decided. */
  to?: string;
  /** Plain text; parts of it may come from a repository, so that nothing in it is to be followed or rendered. */
  reason?: string;
}
