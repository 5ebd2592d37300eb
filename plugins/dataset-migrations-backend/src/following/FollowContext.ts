import type {
  AuditorService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import type { DbFollowedEntityRow } from '../database/tables';
import type { ActLog } from '../service/audit/ActLog';
import type { ServiceContext } from '../service/ServiceContext';

/** What it takes to follow entities. */
export interface FollowContext extends ServiceContext {
  actLog: ActLog;
  auditor: AuditorService;
}

/** An entity that is looked at. */
export interface EntityLook {
  row: DbFollowedEntityRow;
  entity: Entity;
  /** Of the plugin itself. */
  credentials: BackstageCredentials;
}
