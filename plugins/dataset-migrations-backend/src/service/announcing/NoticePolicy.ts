/** How people are told of migrations, where their group has not chosen otherwise. */
export interface NoticePolicy {
  /** At most one notice of a kind, migration and recipient in so long; what comes meanwhile is told together. */
  digestMinutes: number;
  /** So many days before the deadline whoever has not moved is told, each once. */
  deadlineDays: readonly number[];
}

/** What holds where nothing is configured. */
export const DEFAULT_NOTICE_POLICY: NoticePolicy = {
  digestMinutes: 60,
  deadlineDays: [7, 1],
};
