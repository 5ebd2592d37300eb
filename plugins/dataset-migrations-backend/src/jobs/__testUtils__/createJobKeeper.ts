import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { Knex } from 'knex';
import { DEFAULT_DECISION_POLICY } from '../../decisions/DecisionPolicy';
import { JobKeeper, type JobKeeperOptions } from '../JobKeeper';
import { Memberships } from '../Memberships';

/** What works jobs off in a replica, over a catalog of some people. */
export function createJobKeeper(
  knex: Knex,
  {
    entities = [],
    ...options
  }: Partial<JobKeeperOptions> & { entities?: Entity[] } = {},
): JobKeeper {
  return JobKeeper.create({
    knex,
    memberships: Memberships.create({
      catalog: catalogServiceMock({ entities }),
      auth: mockServices.auth(),
    }),
    decisions: DEFAULT_DECISION_POLICY,
    onChange: () => {},
    logger: mockServices.logger.mock(),
    ...options,
  });
}
