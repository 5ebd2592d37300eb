/** All connections of all replicas break; the database itself stays up. */
export const dropConnections = {
  sentence: 'pg_terminate_backend of every connection',
  plan: () => ({}),
  resources: () => ['database'],
  async act({ ledger }) {
    const [{ count }] = await ledger.query(
      `select count(pg_terminate_backend(pid)) from pg_stat_activity
       where pid <> pg_backend_pid() and backend_type = 'client backend'`,
    );
    return `${count} connections`;
  },
};
