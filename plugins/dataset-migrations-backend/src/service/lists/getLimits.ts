import type { LimitList } from '@skein/backstage-plugin-dataset-migrations-common';
import { listLimits } from '../../database/operations/limits/listLimits';
import { toIso } from '../../database/time';
import type { ServiceContext } from '../ServiceContext';

/** What limits the attempts that run: the configuration, and what people have set. */
export async function getLimits({
  knex,
  runningAttempts,
}: ServiceContext): Promise<LimitList> {
  const rows = await listLimits(knex);
  return {
    defaults: runningAttempts,
    items: rows.map(({ kind, scope, subject, value, set_by, set_at }) => ({
      kind,
      scope,
      ...(scope !== 'global' && { subject }),
      value,
      setBy: set_by,
      setAt: toIso(set_at),
    })),
  };
}
