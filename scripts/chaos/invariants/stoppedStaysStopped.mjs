/** Beginning and acknowledgement are two moments: who read the state just before may still begin. */
const GRACE_MS = 2000;
const PROCESSES_GONE_MS = 30_000;

/** I7 */
export const stoppedStaysStopped = {
  id: 'I7',
  sentence:
    'what was paused, cancelled or stopped begins nothing more, and what ran is over within 30 s of a cancel',
  check({ events, history, attempts, targets, acts }) {
    const fleetStops = listFleetStops(acts);
    const violations = fleetStops.flatMap(stop => findClaims(history, stop));
    const stops = listStops(events);
    for (const { migrationId, from, to, state } of stops) {
      for (const change of history) {
        const { at, before, after } = change;
        const begins = before?.state === 'queued' && after.state === 'running';
        if (
          begins &&
          after.migration === migrationId &&
          at > from + GRACE_MS &&
          at < to
        ) {
          violations.push(
            `${change.targetId} was begun ${Math.round(
              (at - from) / 1000,
            )} s after its migration was ${state}`,
          );
        }
      }
    }
    const migrationOf = new Map(
      targets.map(target => [target.id, target.migration_id]),
    );
    for (const { migrationId, from } of stops.filter(isCancel)) {
      for (const attempt of attempts) {
        const late = (attempt.ended_at ?? Infinity) - from > PROCESSES_GONE_MS;
        if (
          migrationOf.get(attempt.target_id) === migrationId &&
          attempt.started_at < from + GRACE_MS &&
          attempt.state === 'running' &&
          late
        ) {
          violations.push(
            `an attempt on ${attempt.target_id} by ${attempt.worker} was not ended after its migration was cancelled`,
          );
        }
      }
    }
    return {
      checked: `${stops.length} stops of migrations, ${fleetStops.length} of the fleet`,
      violations,
    };
  },
};

/** From the answer to a stop until somebody asked for a start. */
function listFleetStops(acts) {
  return acts
    .filter(({ act }) => act === 'stopFleet')
    .map(stop => ({
      from: stop.at,
      to:
        acts.find(({ act, at }) => act === 'startFleet' && at > stop.at)
          ?.askedAt ?? Infinity,
    }));
}

function findClaims(history, { from, to }) {
  return history
    .filter(
      ({ at, before, after }) =>
        after.owner !== null &&
        after.owner !== before?.owner &&
        at > from + GRACE_MS &&
        at < to,
    )
    .map(
      ({ at, targetId }) =>
        `${targetId} was claimed ${Math.round(
          (at - from) / 1000,
        )} s after the fleet was stopped`,
    );
}

function isCancel({ state }) {
  return state === 'cancelled';
}

/** The stretches of time in which a migration was stopped. */
function listStops(events) {
  const stops = [];
  for (const event of events.filter(({ kind }) => kind === 'migrationMoved')) {
    const open = stops.find(
      stop => stop.migrationId === event.migration_id && stop.to === Infinity,
    );
    if (open) {
      open.to = event.at;
    }
    if (['paused', 'cancelled'].includes(event.to_state)) {
      stops.push({
        migrationId: event.migration_id,
        state: event.to_state,
        from: event.at,
        to: Infinity,
      });
    }
  }
  return stops;
}
