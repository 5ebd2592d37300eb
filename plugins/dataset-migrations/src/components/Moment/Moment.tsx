const UNITS = [
  { unit: 'day', seconds: 86_400 },
  { unit: 'hour', seconds: 3_600 },
  { unit: 'minute', seconds: 60 },
] as const;

/** How long ago, in the largest unit that fits. */
export function relativeTime(at: Date, now: Date, language?: string): string {
  const seconds = Math.round((at.getTime() - now.getTime()) / 1000);
  const format = new Intl.RelativeTimeFormat(language, {
    numeric: 'auto',
    style: 'short',
  });
  const { unit, seconds: length } = UNITS.find(
    candidate => Math.abs(seconds) >= candidate.seconds,
  ) ?? { unit: 'second', seconds: 1 };
  return format.format(Math.trunc(seconds / length), unit);
}

/** An instant as people say it, with the exact time in its title. */
export function Moment(props: { at: string }) {
  const at = new Date(props.at);
  return (
    <time dateTime={props.at} title={at.toLocaleString()}>
      {relativeTime(at, new Date())}
    </time>
  );
}

/** An instant to the second, for what has to be told exactly. */
export function Instant(props: { at: string }) {
  return <time dateTime={props.at}>{formatInstant(props.at)}</time>;
}

function formatInstant(at: string): string {
  return new Intl.DateTimeFormat(undefined, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).format(new Date(at));
}

/** A day as it is written where the reader lives. */
export function Day(props: { date: string }) {
  return <time dateTime={props.date}>{formatDay(props.date)}</time>;
}

/** A day, `YYYY-MM-DD`, as text; read as a day of the calendar, not as an instant in some zone. */
export function formatDay(date: string): string {
  return new Intl.DateTimeFormat(undefined, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${date.slice(0, 10)}T00:00:00Z`));
}
