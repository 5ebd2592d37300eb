import type { TargetState } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import type { DbTargetRow } from '../../database/tables';
import { openTestDoor } from './openTestDoor';

/** The REST API with a running migration whose targets are in these states, as a worker would have left them. */
export async function openRunning(knex: Knex, ...states: TargetState[]) {
  const door = await openTestDoor({ knex });
  const id = await door.plan();
  await door.call('post', `/migrations/${id}/start`).expect(200);
  const { body } = await door.call('get', `/migrations/${id}/targets`);
  const targetIds: string[] = body.items.map(
    (target: { id: string }) => target.id,
  );
  for (const [index, state] of states.entries()) {
    await knex<DbTargetRow>('targets')
      .where({ id: targetIds[index] })
      .update({ state });
  }
  return { ...door, id, targetIds };
}
