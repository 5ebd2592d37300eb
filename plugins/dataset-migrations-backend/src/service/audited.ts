import type { AuditorService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { Request } from 'express';

export interface AuditedOptions {
  auditor: AuditorService;
  /** In kebab-case, without the plugin's id. */
  eventId: string;
  request: Request<Record<string, string>, unknown, unknown, unknown>;
}

/** Does something and leaves one audit event, with success or failure and what was asked for. */
export async function audited<TResult>(
  options: AuditedOptions,
  act: () => Promise<TResult>,
): Promise<TResult> {
  const { auditor, eventId, request } = options;
  const event = await auditor.createEvent({
    eventId,
    severityLevel: 'medium',
    request,
    meta: { ...request.params },
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
