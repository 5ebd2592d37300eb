import type {
  LearnedRuleDecisionRequest,
  LearnedRuleRequest,
  MigrationRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { dryOr } from '../audit/dryOr';
import type { ChangeRoute, FindCaller } from '../waves/createWaveRoutes';
import type { LearningService } from './LearningService';

export interface CreateLearningRoutesOptions {
  /** Has to check permissions itself. */
  service: LearningService;
  caller: FindCaller;
  change: ChangeRoute;
}

const RULES = '/migrations/:migrationId/learned-rules';

/** Routes of learned rules; requests have been checked before. */
export function createLearningRoutes(
  options: CreateLearningRoutesOptions,
): Router {
  const { service, caller, change } = options;
  const router = PromiseRouter();

  router.get<MigrationRequest>(RULES, async (req, res) => {
    res.json(await service.listLearnedRules(req.params, await caller(req)));
  });
  router.post<LearnedRuleRequest, unknown, LearnedRuleDecisionRequest>(
    `${RULES}/:ruleId/decision`,
    async (req, res) => {
      const request = { ...req.body, ...req.params };
      res.json(
        await change(dryOr('learned-rule-decide', request), req, call =>
          service.decideLearnedRule(request, call),
        ),
      );
    },
  );
  return router;
}
