const WAVE = /\(wave (\d+)\)/;

/** I8 */
export const wavesWait = {
  id: 'I8',
  sentence: 'no wave begins before the gate of the one before has passed',
  check({ tables, events, history }) {
    if (!tables.includes('waves')) {
      return { notChecked: 'there is no table of waves' };
    }
    const moves = listMoves(events);
    const begun = history.filter(
      ({ before, after }) =>
        typeof after.wave === 'number' &&
        before?.state === 'queued' &&
        after.state === 'running' &&
        // a preview runs before there are waves
        moves.some(({ migrationId }) => migrationId === after.migration),
    );
    return {
      checked: `${moves.length} moves of waves, ${begun.length} targets of waves begun`,
      violations: [...findEarlyWaves(moves), ...findEarlyTargets(moves, begun)],
    };
  },
};

function listMoves(events) {
  return events
    .filter(({ kind }) => kind === 'waveMoved')
    .map(event => ({
      id: event.id,
      at: event.at,
      migrationId: event.migration_id,
      number: Number(WAVE.exec(event.reason)?.[1]),
      to: event.to_state,
    }));
}

function findEarlyWaves(moves) {
  return moves
    .filter(({ to, number }) => to === 'open' && number > 1)
    .filter(
      ({ id, migrationId, number }) =>
        !moves.some(
          move =>
            move.migrationId === migrationId &&
            move.number === number - 1 &&
            move.to === 'passed' &&
            move.id < id,
        ),
    )
    .map(
      ({ migrationId, number }) =>
        `wave ${number} of ${migrationId} opened before the one before had passed`,
    );
}

function findEarlyTargets(moves, begun) {
  return begun
    .filter(
      ({ at, after }) =>
        !moves.some(
          move =>
            move.migrationId === after.migration &&
            move.number === after.wave &&
            move.to === 'open' &&
            move.at <= at,
        ),
    )
    .map(
      ({ targetId, after }) =>
        `${targetId} was begun before its wave ${after.wave} was open`,
    );
}
