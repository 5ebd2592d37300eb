import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import type { ActKind } from '@skein/backstage-plugin-dataset-migrations-common';
import { actorOf } from '../actorOf';
import { audited } from '../audited';
import type { ActionContext } from './ActionContext';

export interface ChangeByAction {
  eventId: ActKind;
  credentials: BackstageCredentials;
  input: JsonObject & { dryRun?: boolean };
}

/** Does a change that an assistant asks for, and leaves the audit event and the row that the same change over REST leaves. */
export function changeByAction({
  auth,
  auditor,
  actLog,
}: Pick<ActionContext, 'auth' | 'auditor' | 'actLog'>) {
  return async <TResult>(
    { eventId: kind, credentials, input }: ChangeByAction,
    act: () => Promise<TResult>,
    madeBy?: (result: TResult) => string,
  ): Promise<TResult> => {
    const eventId = input.dryRun ? (`${kind}-check` as const) : kind;
    // a contract may be long, and stands in the database anyway
    const { contract: _contract, ...meta } = input;
    return await audited(
      {
        auditor,
        eventId,
        meta: { ...meta, actor: actorOf(auth, credentials), through: 'action' },
      },
      () =>
        actLog.record(
          { eventId, credentials, through: 'action', request: input, madeBy },
          act,
        ),
    );
  };
}
