import type {
  BurnUpPoint,
  ForecastFinish,
} from '@skein/backstage-plugin-dataset-migrations-common';

/** A place in the picture, in its own units. */
export interface ChartPoint {
  at: number;
  count: number;
}

/** What a burn-up shows, before anybody draws it. */
export interface BurnUpPlan {
  /** First and last instant. */
  from: number;
  to: number;
  /** The end of what has happened. */
  now: number;
  most: number;
  inScope: ChartPoint[];
  opened: ChartPoint[];
  merged: ChartPoint[];
  /** Between the earliest and the latest way to the end; absent without a forecast. */
  fan?: { early: ChartPoint[]; likely: ChartPoint[]; late: ChartPoint[] };
  deadline?: number;
}

export interface PlanBurnUpOptions {
  points: readonly BurnUpPoint[];
  finish?: ForecastFinish;
  /** `YYYY-MM-DD`. */
  deadline?: string;
}

/** A deadline that is further away than this many times what is shown else would leave no room for it. */
const MOST_STRETCH = 4;

/** Decides what a burn-up shows; nothing without a beginning and an end. */
export function planBurnUp(options: PlanBurnUpOptions): BurnUpPlan | undefined {
  const { points, finish, deadline } = options;
  const last = points.at(-1);
  if (points.length < 2 || !last) {
    return undefined;
  }
  const series = (name: 'inScope' | 'opened' | 'merged'): ChartPoint[] =>
    points.map(point => ({ at: Date.parse(point.at), count: point[name] }));
  const merged = series('merged');
  const from = merged[0].at;
  const now = merged[merged.length - 1].at;
  const late = finish && Date.parse(finish.late);
  const end = Math.max(now, late ?? now);
  const deadlineAt =
    deadline === undefined
      ? undefined
      : Date.parse(`${deadline.slice(0, 10)}T23:59:59Z`);
  const isDeadlineShown =
    deadlineAt !== undefined &&
    deadlineAt >= from &&
    deadlineAt - from <= MOST_STRETCH * Math.max(end - from, 1);
  const wayTo = (time: string): ChartPoint[] => [
    { at: now, count: last.merged },
    { at: Math.max(now, Date.parse(time)), count: last.inScope },
  ];
  return {
    from,
    to: Math.max(end, isDeadlineShown ? deadlineAt : end),
    now,
    most: Math.max(
      1,
      ...points.flatMap(point => [point.inScope, point.opened]),
    ),
    inScope: series('inScope'),
    opened: series('opened'),
    merged,
    ...(finish &&
      last.merged < last.inScope && {
        fan: {
          early: wayTo(finish.early),
          likely: wayTo(finish.likely),
          late: wayTo(finish.late),
        },
      }),
    ...(isDeadlineShown && { deadline: deadlineAt }),
  };
}
