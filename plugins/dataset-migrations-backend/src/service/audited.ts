import type { AuditorService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type { Request } from 'express';

export interface AuditedOptions {
  auditor: AuditorService;
  /** In kebab-case, without the plugin's id. */
  eventId: string;
  /** Absent when it does not come over REST. */
  request?: Request<Record<string, string>, unknown, unknown, unknown>;
  /** Who asks and for what, where the request does not say it. */
  meta?: JsonObject;
}

/** Does something and leaves one audit event, with success or failure and what was asked for. */
export async function audited<TResult>(
  options: AuditedOptions,
  act: () => Promise<TResult>,
): Promise<TResult> {
  const { auditor, eventId, request, meta } = options;
  const event = await auditor.createEvent({
    eventId,
    severityLevel: 'medium',
    request,
    meta: { ...request?.params, ...meta },
  });
  try {
    const result = await act();
    await event.success();
    return result;
  } catch (error) {
    await event.fail({
      error: error instanceof Error ? error : new Error(stringifyError(error)),
    });
    throw error;
  }
}
