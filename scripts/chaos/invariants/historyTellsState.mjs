/** I10 */
export const historyTellsState = {
  id: 'I10',
  sentence: 'the history, replayed, gives the state that the table has',
  check({ events, targets, migrations }) {
    const violations = [];
    const replay = (kind, idColumn, states, first) => {
      const reached = new Map();
      for (const event of events.filter(each => each.kind === kind)) {
        const id = event[idColumn];
        const before = reached.get(id) ?? first;
        if (event.from_state !== before) {
          violations.push(
            `event ${event.id} moves ${id} from ${event.from_state}, which was ${before}`,
          );
        }
        reached.set(id, event.to_state);
      }
      for (const { id, state } of states) {
        const told = reached.get(id) ?? first;
        if (told !== state) {
          violations.push(`${id} is ${state}, and its history says ${told}`);
        }
      }
    };
    replay('targetMoved', 'target_id', targets, 'pending');
    replay('migrationMoved', 'migration_id', migrations, 'draft');
    return { checked: `${events.length} events`, violations };
  },
};
