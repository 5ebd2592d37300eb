/**
 * One measurement. `floor` is the same work done by the peer or the bare minimum in the same run; `target` is a bound such as
 * `<= 3` on the ratio, or `>= 99` on the value when there is no floor.
 */
export function createRow({ floor, target, ...row }) {
  const ratio = floor ? round(row.value / floor) : undefined;
  const value = round(row.value);
  return {
    ...row,
    value,
    floor: floor === undefined ? undefined : round(floor),
    ratio,
    target,
    holds: target === undefined ? undefined : holds(ratio ?? value, target),
  };
}

function holds(measured, target) {
  const [, comparison, bound] = /^(<=|>=) ([\d.]+)$/.exec(target);
  return comparison === '<='
    ? measured <= Number(bound)
    : measured >= Number(bound);
}

function round(value) {
  return Number(value.toPrecision(4));
}
