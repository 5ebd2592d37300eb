import type { LoggerService } from '@backstage/backend-plugin-api';
import { metrics, type BatchObservableCallback } from '@opentelemetry/api';
import type { Knex } from 'knex';
import { countTargetsByState } from '../database/operations/queue/countTargetsByState';
import { findOldestClaimable } from '../database/operations/queue/findOldestClaimable';
import { ATTRIBUTES, METRICS, TELEMETRY_SCOPE } from './names';

export interface ObserveQueueOptions {
  knex: Knex;
  logger: LoggerService;
}

/**
 * Has the queue looked at whenever metrics are collected; nothing is asked of the database where nobody collects. Every replica
 * tells the same. Gives what ends it.
 */
export function observeQueue({
  knex,
  logger,
}: ObserveQueueOptions): () => void {
  const meter = metrics.getMeter(TELEMETRY_SCOPE);
  const targets = meter.createObservableGauge(METRICS.targets, {
    description: 'Targets in each state that is not settled, over all replicas',
    unit: '{target}',
  });
  const oldest = meter.createObservableGauge(METRICS.oldestClaimable, {
    description: 'How long the oldest target waits that might be attempted now',
    unit: 's',
  });
  const observe: BatchObservableCallback = async result => {
    try {
      for (const { state, count } of await countTargetsByState(knex)) {
        result.observe(targets, count, { [ATTRIBUTES.state]: state });
      }
      result.observe(oldest, await findOldestClaimable(knex));
    } catch (error) {
      logger.warn(`The queue could not be measured: ${error}`);
    }
  };
  meter.addBatchObservableCallback(observe, [targets, oldest]);
  return () => meter.removeBatchObservableCallback(observe, [targets, oldest]);
}
