import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { flushSync } from "react-dom";
import "./list.css";

/** A thing of a long list, or the month above some of them. */
export type Line<T> = { month: string } | { key: string; item: T };

/** Heights in rem, because rows grow with the text size. A row holds a name of two lines, a status and a device. */
const HEIGHTS = { month: 3.25, row: 5.5, line: 1.5, dense: 4 };
/** A longer name is cut; its tooltip shows all of it. */
const MOST_LINES = 30;
/** What of a row's width its name can't use, in rem: the icon, the menu and the space around them; phones have less of it. */
const BESIDE_NAME = { wide: 9.25, narrow: 7.85 };
const NARROW = 30;
const OVERSCAN = 6;

/** Puts a month's name before the first item of each month; the items come newest first. */
export function byMonth<T>(items: T[], time: (item: T) => number, key: (item: T) => string, month: (time: number) => string): Line<T>[] {
  const lines: Line<T>[] = [];
  let current = "";
  for (const item of items) {
    const name = month(time(item));
    if (name !== current) lines.push({ month: name });
    current = name;
    lines.push({ key: key(item), item });
  }
  return lines;
}

/** Renders just the part of a long list that is in sight; asks for more when its end comes near. */
export function WindowedList<T>({
  lines,
  name,
  children,
  onEnd,
  dense = false,
}: {
  lines: Line<T>[];
  /** All rows are equally high, and a long name is cut to one line. */
  dense?: boolean;
  /** The name of an item, which takes as many lines as it needs. */
  name: (item: T) => string;
  children: (item: T) => ReactNode;
  onEnd?: (() => void) | undefined;
}) {
  const list = useRef<HTMLUListElement>(null);
  const [{ from, to, width }, setSight] = useState({ from: 0, to: 24, width: 400 });
  const rem = useRem();
  const font = useFont();
  const tops = useMemo(() => {
    const wide = widths(rem);
    const room = width - rem * (width < NARROW * rem ? BESIDE_NAME.narrow : BESIDE_NAME.wide);
    const sums = [0];
    for (const line of lines) {
      const height = "month" in line ? HEIGHTS.month : dense ? HEIGHTS.dense : HEIGHTS.row + HEIGHTS.line * (linesOf(wide(name(line.item)), room) - 1);
      sums.push(sums[sums.length - 1]! + height * rem);
    }
    return sums;
  }, [lines, width, rem, name, font, dense]);

  const look = useCallback(() => {
    const box = list.current?.getBoundingClientRect();
    if (!box) return;
    const first = Math.max(0, firstAfter(tops, -box.top) - 1 - OVERSCAN);
    const last = Math.min(lines.length, firstAfter(tops, innerHeight - box.top) + OVERSCAN);
    setSight(before =>
      before.from === first && before.to === last && before.width === box.width ? before : { from: first, to: last, width: box.width },
    );
  }, [tops, lines.length]);

  const printing = usePrinting();
  useLayoutEffect(look, [look]);
  useEffect(() => {
    addEventListener("scroll", look, { passive: true });
    addEventListener("resize", look);
    return () => {
      removeEventListener("scroll", look);
      removeEventListener("resize", look);
    };
  }, [look]);
  useEffect(() => {
    if (to >= lines.length - 20) onEnd?.();
  }, [to, lines.length, onEnd]);

  return (
    <ul ref={list} className={dense ? "window dense card" : "window card"} style={{ height: tops[lines.length] }}>
      {(printing ? lines : lines.slice(from, to)).map((line, offset) => {
        const index = printing ? offset : from + offset;
        const before = lines[index - 1];
        const style = { height: tops[index + 1]! - tops[index]!, transform: `translateY(${tops[index]}px)` };
        return "month" in line ? (
          <li key={line.month} style={style} aria-setsize={lines.length} aria-posinset={index + 1}>
            <h2 className="monthly">{line.month}</h2>
          </li>
        ) : (
          <li
            key={line.key}
            style={style}
            aria-setsize={onEnd ? -1 : lines.length}
            aria-posinset={index + 1}
            className={before && "month" in before ? "first-of-month" : undefined}
          >
            {children(line.item)}
          </li>
        );
      })}
    </ul>
  );
}

/** The lines that a name needs. Whole words move to the next line, which takes up to 30 % more room. */
function linesOf(width: number, room: number): number {
  if (width <= room) return 1;
  return Math.min(MOST_LINES, Math.ceil((width / Math.max(1, room)) * 1.3));
}

/** True while the page is printed: all rows are needed then. */
function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const media = matchMedia("print");
    const look = () => setPrinting(media.matches);
    // The browser prints right after this event, so React has to draw at once.
    const start = () => flushSync(() => setPrinting(true));
    const end = () => setPrinting(false);
    media.addEventListener("change", look);
    addEventListener("beforeprint", start);
    addEventListener("afterprint", end);
    return () => {
      media.removeEventListener("change", look);
      removeEventListener("beforeprint", start);
      removeEventListener("afterprint", end);
    };
  }, []);
  return printing;
}

/** Measures names as rows write them. */
function widths(rem: number): (text: string) => number {
  const pen = document.createElement("canvas").getContext("2d");
  if (!pen) return text => text.length * rem * 0.6;
  pen.font = `550 ${rem}px ${getComputedStyle(document.body).fontFamily}`;
  return text => pen.measureText(text).width;
}

/** The index of the first sum above a height, by halves. */
function firstAfter(sums: number[], height: number): number {
  let low = 0;
  let high = sums.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sums[middle]! <= height) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** True when the page's font is loaded. Names are measured again then. */
function useFont(): boolean {
  const [here, setHere] = useState(document.fonts.status === "loaded");
  useEffect(() => {
    let wanted = true;
    void document.fonts.ready.then(() => wanted && setHere(true));
    return () => {
      wanted = false;
    };
  }, []);
  return here;
}

function useRem(): number {
  const [rem] = useState(() => parseFloat(getComputedStyle(document.documentElement).fontSize) || 16);
  return rem;
}
