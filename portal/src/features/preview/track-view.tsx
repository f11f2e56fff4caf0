import { useWording, type Wording } from "../../lib/i18n.tsx";
import type { Drawing, Preview, Profile, Statistics } from "./preview.ts";

/** Margin in the drawing's own units. */
const MARGIN = 40;

/** A track's outline, figures and elevation, drawn from the file itself. */
export function TrackView({ name, value: { statistics, drawing, profile } }: { name: string; value: Preview }) {
  const wording = useWording();
  const { t } = wording;
  return (
    <>
      {drawing && <Outline label={t("track.outline", { name })} drawing={drawing} />}
      <dl className="card facts rows">
        {facts(statistics, wording).map(([term, text]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      {profile.length > 1 && (
        <section className="section" aria-labelledby="elevation">
          <h2 id="elevation">{t("track.elevation")}</h2>
          <ElevationGraph profile={profile} statistics={statistics} />
        </section>
      )}
    </>
  );
}

export const length = (metres: number, { t, number }: Pick<Wording, "t" | "number">) =>
  metres < 1000 ? t("track.m", { m: number(Math.round(metres)) }) : t("track.km", { km: number(metres / 1000, metres < 100_000 ? 2 : 0) });

function duration(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
}

function facts(of: Statistics, wording: Wording): [string, string][] {
  const { t, number, full } = wording;
  const speed = (value: number) => t("track.kmh", { speed: number(value * 3.6, 1) });
  const metres = (value: number) => t("track.m", { m: number(Math.round(value)) });
  return [
    [t("track.distance"), length(of.distance, wording)],
    ...(of.start !== undefined && of.end !== undefined
      ? ([
          [t("track.start"), full(of.start)],
          [t("track.duration"), t("track.hours", { time: duration(of.end - of.start) })],
        ] as [string, string][])
      : []),
    ...(of.moving ? ([[t("track.moving"), t("track.hours", { time: duration(of.moving) })]] as [string, string][]) : []),
    ...(of.averageSpeed !== undefined ? ([[t("track.average_speed"), speed(of.averageSpeed)]] as [string, string][]) : []),
    ...(of.maxSpeed !== undefined ? ([[t("track.max_speed"), speed(of.maxSpeed)]] as [string, string][]) : []),
    ...(of.up !== undefined && of.down !== undefined ? ([[t("track.climb"), t("track.up_down", { up: metres(of.up), down: metres(of.down) })]] as [string, string][]) : []),
    ...(of.lowest !== undefined && of.highest !== undefined ? ([[t("track.range"), t("track.from_to", { from: metres(of.lowest), to: metres(of.highest) })]] as [string, string][]) : []),
    [t("track.points"), number(of.points)],
  ];
}

const pathOf = (flat: number[]) => flat.reduce((path, value, index) => path + (index % 2 ? ` ${value}` : `${index === 0 ? "M" : "L"}${value}`), "");

function Outline({ label, drawing }: { label: string; drawing: Drawing }) {
  const { lines, dots, width, height } = drawing;
  const first = lines.find(line => line.length > 0);
  const last = lines.findLast(line => line.length > 0);
  return (
    <div className="card outline">
      <svg viewBox={`${-MARGIN} ${-MARGIN} ${width + 2 * MARGIN} ${height + 2 * MARGIN}`} role="img" aria-label={label}>
        {lines.map((line, index) => (
          <path key={index} d={pathOf(line)} />
        ))}
        {dots.map((x, index) => index % 2 === 0 && <circle key={index} className="dot" cx={x} cy={dots[index + 1]} r={10} />)}
        {first && <circle className="from" cx={first[0]} cy={first[1]} r={14} />}
        {last && <rect className="to" x={last.at(-2)! - 12} y={last.at(-1)! - 12} width={24} height={24} />}
      </svg>
    </div>
  );
}

/** The graph's own units. */
const WIDE = 600;
const HIGH = 160;

function ElevationGraph({ profile, statistics }: { profile: Profile; statistics: Statistics }) {
  const wording = useWording();
  const { t, number } = wording;
  const end = profile.at(-1)!.at || 1;
  const heights = profile.map(one => one.ele);
  const low = heights.reduce((one, other) => Math.min(one, other));
  const span = Math.max(10, heights.reduce((one, other) => Math.max(one, other)) - low);
  const line = profile.flatMap(({ at, ele }) => [Math.round((at / end) * WIDE * 10) / 10, Math.round((HIGH - ((ele - low) / span) * HIGH) * 10) / 10]);
  const metres = (value: number) => t("track.m", { m: number(Math.round(value)) });
  return (
    <figure className="card pad elevation">
      <div>
        <span>{metres(low + span)}</span>
        <span>{metres(low)}</span>
      </div>
      <svg viewBox={`0 -4 ${WIDE} ${HIGH + 8}`} preserveAspectRatio="none" role="img" aria-label={t("track.elevation_of", { from: metres(statistics.lowest ?? low), to: metres(statistics.highest ?? low + span) })}>
        <path className="area" d={`${pathOf(line)}L${WIDE} ${HIGH}L0 ${HIGH}Z`} />
        <path d={pathOf(line)} />
      </svg>
      <figcaption>
        <span>{length(0, wording)}</span>
        <span>{length(end, wording)}</span>
      </figcaption>
    </figure>
  );
}
