import type {
  NoticePreference,
  NoticePreferenceRequest,
  TeamRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { CallOptions } from '../MigrationService';

/** What groups and users want to be told, over any door. Permission is the business of a decorator. */
export interface NoticeService {
  getNoticePreference(
    request: TeamRequest,
    options: CallOptions,
  ): Promise<NoticePreference>;
  setNoticePreference(
    request: TeamRequest & NoticePreferenceRequest,
    options: CallOptions,
  ): Promise<NoticePreference>;
}
