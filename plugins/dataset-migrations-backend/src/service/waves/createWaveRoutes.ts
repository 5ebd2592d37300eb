import type {
  MigrationRequest,
  MoveToWaveRequest,
  WaveDecisionRequest,
  WaveRequest,
  WavesRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { ChangeEventId } from '../audit/ActLog';
import type { CallOptions } from '../MigrationService';
import { revisionOfWaves } from '../preconditions/revisions';
import { sendTagged } from '../preconditions/sendTagged';
import type { WaveService } from './WaveService';

/** Says who sent a request. */
export type FindCaller = (request: unknown) => Promise<CallOptions>;

/** Does what a request asks for, and leaves an audit event and the row of the act. */
export type ChangeRoute = <TResult>(
  eventId: ChangeEventId,
  request: unknown,
  act: (options: CallOptions) => Promise<TResult>,
) => Promise<TResult>;

export interface CreateWaveRoutesOptions {
  /** Has to check permissions itself. */
  service: WaveService;
  caller: FindCaller;
  change: ChangeRoute;
}

const WAVES = '/migrations/:migrationId/waves';

/** Routes of waves; requests have been checked before. */
export function createWaveRoutes(options: CreateWaveRoutesOptions): Router {
  const { service, caller, change } = options;
  const router = PromiseRouter();

  router.get<MigrationRequest>(WAVES, async (req, res) => {
    const waves = await service.listWaves(req.params, await caller(req));
    sendTagged(res, waves, revisionOfWaves);
  });
  router.put<MigrationRequest, unknown, WavesRequest>(
    WAVES,
    async (req, res) => {
      const request = { ...req.body, ...req.params };
      const eventId = request.dryRun ? 'waves-check' : 'waves-set';
      const waves = await change(eventId, req, call =>
        service.setWaves(request, call),
      );
      sendTagged(res, waves, revisionOfWaves);
    },
  );
  router.post<Wave, unknown, MoveToWaveRequest>(
    `${WAVES}/:waveNumber/targets`,
    async (req, res) => {
      const request = { ...req.body, ...toWaveRequest(req.params) };
      const eventId = request.dryRun ? 'wave-check' : 'wave-fill';
      res.json(
        await change(eventId, req, call => service.moveToWave(request, call)),
      );
    },
  );
  router.post<Wave, unknown, WaveDecisionRequest>(
    `${WAVES}/:waveNumber/decision`,
    async (req, res) => {
      const request = { ...req.body, ...toWaveRequest(req.params) };
      const eventId = request.dryRun ? 'wave-check' : 'wave-decide';
      res.json(
        await change(eventId, req, call => service.decideWave(request, call)),
      );
    },
  );
  return router;
}

/** Parameters of a path as express gives them. */
interface Wave extends MigrationRequest {
  waveNumber: string;
}

function toWaveRequest({ migrationId, waveNumber }: Wave): WaveRequest {
  return { migrationId, waveNumber: Number(waveNumber) };
}
