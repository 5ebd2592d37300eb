import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AxisBottom, AxisLeft } from '@visx/axis';
import { scaleLinear, scaleUtc } from '@visx/scale';
import { AreaClosed, LinePath } from '@visx/shape';
import { useState } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';
import { datasetMigrationsTranslationRef } from '../../translation';
import styles from './BurnUp.module.css';
import type { BurnUpPlan, ChartPoint } from './planBurnUp';
import { useWidth } from '../../hooks/useWidth';

const HEIGHT = 240;
const MARGIN = { top: 12, right: 12, bottom: 28, left: 44 };
const USUAL_WIDTH = 560;
/** 10K takes no more room than 1000. */
const COUNTS = new Intl.NumberFormat(undefined, { notation: 'compact' });
const PIXELS_PER_TICK = 96;

export interface BurnUpChartProps {
  plan: BurnUpPlan;
  /** Says what stood at a point. */
  describe: (index: number) => string;
}

/** Scope as a step line, opened as a line, merged as an area, and the forecast as a fan; the arrow keys go through the points. */
export function BurnUpChart(props: BurnUpChartProps) {
  const { plan, describe } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const { ref, width } = useWidth<HTMLDivElement>(USUAL_WIDTH);
  const [chosen, setChosen] = useState<number>();
  const lastIndex = plan.merged.length - 1;
  const x = scaleUtc({
    domain: [plan.from, plan.to],
    range: [MARGIN.left, Math.max(MARGIN.left + 1, width - MARGIN.right)],
  });
  const y = scaleLinear({
    domain: [0, plan.most],
    range: [HEIGHT - MARGIN.bottom, MARGIN.top],
    nice: true,
  });
  const xOf = ({ at }: ChartPoint) => x(at);
  const yOf = ({ count }: ChartPoint) => y(count);
  // of a time that is shorter than what the labels tell apart, each label once
  const ticks = x
    .ticks(Math.max(2, Math.floor(width / PIXELS_PER_TICK)))
    .filter(
      (tick, index, all) =>
        index === 0 ||
        formatTick(tick, plan.to - plan.from) !==
          formatTick(all[index - 1], plan.to - plan.from),
    );
  const cursor = chosen === undefined ? undefined : plan.merged[chosen];

  function choose(event: KeyboardEvent) {
    const from = chosen ?? lastIndex;
    const next = {
      ArrowLeft: chosen === undefined ? lastIndex : from - 1,
      ArrowRight: from + 1,
      Home: 0,
      End: lastIndex,
    }[event.key];
    if (next !== undefined) {
      event.preventDefault();
      setChosen(Math.min(lastIndex, Math.max(0, next)));
    }
  }

  function choosePointed(event: PointerEvent<SVGSVGElement>) {
    const { left } = event.currentTarget.getBoundingClientRect();
    const at = x.invert(event.clientX - left).getTime();
    const nearest = plan.merged.reduce(
      (best, point, index) =>
        Math.abs(point.at - at) < Math.abs(plan.merged[best].at - at)
          ? index
          : best,
      0,
    );
    setChosen(nearest);
  }

  return (
    <div ref={ref} className={styles.frame}>
      <svg
        className={styles.chart}
        width={width}
        height={HEIGHT}
        role="img"
        aria-label={t('burnUp.chart')}
        tabIndex={0}
        onKeyDown={choose}
        onPointerMove={choosePointed}
        onPointerLeave={() => setChosen(undefined)}
      >
        {plan.fan && (
          <path
            className={styles.fan}
            d={`M${[...plan.fan.early, ...[...plan.fan.late].reverse()]
              .map(point => `${xOf(point)},${yOf(point)}`)
              .join('L')}Z`}
          />
        )}
        <AreaClosed
          className={styles.mergedArea}
          data={plan.merged}
          x={xOf}
          y={yOf}
          yScale={y}
        />
        <LinePath
          className={styles.openedLine}
          data={plan.opened}
          x={xOf}
          y={yOf}
        />
        <LinePath
          className={styles.mergedLine}
          data={plan.merged}
          x={xOf}
          y={yOf}
        />
        {plan.fan && (
          <LinePath
            className={styles.likelyLine}
            data={plan.fan.likely}
            x={xOf}
            y={yOf}
          />
        )}
        <path className={styles.scopeLine} d={stepsOf(plan, xOf, yOf)} />
        {plan.fan && (
          <Mark
            x={x(plan.now)}
            className={styles.nowMark}
            text={t('burnUp.now')}
          />
        )}
        {plan.deadline !== undefined && (
          <Mark
            x={x(plan.deadline)}
            className={styles.deadlineMark}
            text={t('burnUp.deadline')}
          />
        )}
        {cursor && (
          <g className={styles.cursor}>
            <line
              x1={xOf(cursor)}
              x2={xOf(cursor)}
              y1={MARGIN.top}
              y2={HEIGHT - MARGIN.bottom}
            />
            <circle cx={xOf(cursor)} cy={yOf(cursor)} r={4} />
          </g>
        )}
        <AxisLeft
          scale={y}
          left={MARGIN.left}
          numTicks={4}
          tickFormat={value =>
            Number.isInteger(value.valueOf())
              ? COUNTS.format(value.valueOf())
              : ''
          }
          axisClassName={styles.axis}
          hideAxisLine
        />
        <AxisBottom
          scale={x}
          top={HEIGHT - MARGIN.bottom}
          tickValues={ticks}
          tickFormat={value =>
            formatTick(new Date(value.valueOf()), plan.to - plan.from)
          }
          axisClassName={styles.axis}
        />
      </svg>
      <p className={styles.said} role="status">
        {describe(chosen ?? lastIndex)}
      </p>
    </div>
  );
}

/** A line down the picture, with its name on the side that has room. */
function Mark(props: { x: number; className: string; text: string }) {
  const { x, className, text } = props;
  const isLeft = x > MARGIN.left + 60;
  return (
    <g className={className}>
      <line x1={x} x2={x} y1={MARGIN.top} y2={HEIGHT - MARGIN.bottom} />
      <text
        x={isLeft ? x - 4 : x + 4}
        y={HEIGHT - MARGIN.bottom - 6}
        textAnchor={isLeft ? 'end' : 'start'}
      >
        {text}
      </text>
    </g>
  );
}

/** What is in scope changes at once and not little by little; it goes on to the end of the picture. */
function stepsOf(
  plan: BurnUpPlan,
  xOf: (point: ChartPoint) => number,
  yOf: (point: ChartPoint) => number,
): string {
  const [first, ...rest] = plan.inScope;
  const steps = rest.map(point => `H${xOf(point)}V${yOf(point)}`).join('');
  return `M${xOf(first)},${yOf(first)}${steps}H${xOf({
    at: plan.to,
    count: 0,
  })}`;
}

const TWO_DAYS_MS = 2 * 86_400_000;

function formatTick(at: Date, spanMs: number): string {
  return new Intl.DateTimeFormat(
    undefined,
    spanMs > TWO_DAYS_MS
      ? { day: 'numeric', month: 'short' }
      : { hour: 'numeric', minute: '2-digit' },
  ).format(at);
}
