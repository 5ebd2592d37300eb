import { say } from '../../say.mjs';
import { createRow } from '../createRow.mjs';
import { measureEvents } from './measureEvents.mjs';
import { measureManifest } from './measureManifest.mjs';
import { withLineageDatabases } from './withLineageDatabases.mjs';

const SIZE = 10_000;
const CHANGED = 10;

/**
 * What the lineage module tells the catalog of a manifest that has not changed and of one in which ten datasets have, how
 * long that takes beside parsing the text, and how long run events take beside plain inserts of as many rows: `[--size 10000]`.
 */
export async function runBench(args) {
  const at = args.indexOf('--size');
  const size = at < 0 ? SIZE : Number(args[at + 1]);
  const rows = [];
  await withLineageDatabases(async (kind, knex) => {
    say(`A manifest of ${size} datasets on ${kind} …`);
    rows.push(
      ...toManifestRows({
        kind,
        size,
        ...(await measureManifest({ knex, size, changed: CHANGED })),
      }),
    );
    say(`${size} run events on ${kind} …`);
    const { events, again, inserts } = await measureEvents({ knex, size });
    rows.push(
      createRow({
        case: `${kind}: events of jobs that are new, beside plain inserts`,
        size,
        value: events,
        unit: 's',
        floor: inserts,
        target: '<= 5',
      }),
      createRow({
        case: `${kind}: the next run of each job, beside plain inserts`,
        size,
        value: again,
        unit: 's',
        floor: inserts,
        target: '<= 5',
      }),
    );
  });
  return rows;
}

function toManifestRows({ kind, size, parse, first, same, few }) {
  const row = rest => createRow({ size, ...rest });
  return [
    row({
      case: `${kind}: first reading and telling, beside parsing`,
      value: first.seconds,
      unit: 's',
      floor: parse,
    }),
    row({
      case: `${kind}: entities told, nothing changed`,
      value: same.entities,
      unit: 'entities',
      target: '<= 0',
    }),
    row({
      case: `${kind}: nothing changed, beside parsing`,
      value: same.seconds,
      unit: 's',
      floor: parse,
      target: '<= 1',
    }),
    row({
      case: `${kind}: entities told, ${CHANGED} changed`,
      value: few.entities,
      unit: 'entities',
      floor: CHANGED,
      target: '<= 1',
    }),
    row({
      case: `${kind}: ${CHANGED} changed, beside parsing`,
      value: few.seconds,
      unit: 's',
      floor: parse,
      target: '<= 15',
    }),
  ];
}
