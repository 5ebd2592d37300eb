import { eventually } from './eventually.mjs';

const SETTLED_WITHIN_SECONDS = 240;
const MOVING = ['pending', 'queued', 'running', 'proposed', 'publishing'];

/** Plans and starts a migration of the main dataset in one wave, and waits until people would have to act; its id. */
export async function playMigration(api, dataset) {
  const { id } = await api.planMigration(dataset);
  await api.startMigration(id, { waves: [{ title: 'Everybody' }] });
  await eventually('targets have moved on', {
    withinSeconds: SETTLED_WITHIN_SECONDS,
    look: async () => (await api.listTargets(id)).map(({ state }) => state),
    accept: states => !states.some(state => MOVING.includes(state)),
  });
  return id;
}
