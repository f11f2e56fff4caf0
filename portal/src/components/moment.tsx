import { useWording } from "../lib/i18n.tsx";

/** A time in words, with the full time as a tooltip. */
export function Moment({ time, ago = false }: { time: number; ago?: boolean }) {
  const { moment, ago: sinceThen, full } = useWording();
  return (
    <time dateTime={new Date(time).toISOString()} title={full(time)}>
      {ago ? sinceThen(time) : moment(time)}
    </time>
  );
}

/** A day in words, such as yesterday. */
export function Day({ time }: { time: number }) {
  const { daysAgo, date } = useWording();
  return (
    <time dateTime={new Date(time).toISOString().slice(0, 10)} title={date(time)}>
      {daysAgo(time)}
    </time>
  );
}
