const WORKER = /^(.*)-(\d+)-([0-9a-f]{8})$/;

/** The boot that a worker's name belongs to: the last one of that process id that had begun by then. */
export function bootOf(worker, at, boots) {
  const pid = Number(WORKER.exec(worker ?? '')?.[2]);
  return boots.findLast(boot => boot.pid === pid && boot.startedAt <= at)?.name;
}

/** One change of a target, for people. */
export function describeChange({ at, writer, targetId, before, after }) {
  const side = ({ state, fence, owner }) =>
    `${state}, fence ${fence}, held by ${owner ?? 'nobody'}`;
  return `${new Date(
    at,
  ).toISOString()} ${writer} changed ${targetId} from (${side(
    before,
  )}) to (${side(after)})`;
}
