/** The tabs of `/dataset-migrations`, in their order. */
export const PAGE_TABS = {
  migrations: { path: 'migrations', title: 'Migrations' },
  incoming: { path: 'incoming', title: 'Incoming' },
  fleet: { path: 'fleet', title: 'Fleet' },
} as const;
