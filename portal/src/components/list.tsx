import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { flushSync } from "react-dom";
import "./list.css";

/** An item of a long list, or the heading of a month. */
export type Line<T> = { month: string } | { key: string; item: T };

/** Heights in rem, because rows grow with the text size. A row holds a name of two lines, a status and a device. */
const HEIGHTS = { month: 3.25, row: 5.5, line: 1.5, dense: 4 };
/** The largest number of lines of a name. A longer name is truncated; its tooltip shows all of it. */
const MOST_LINES = 30;
/** Width of a row without its name, in rem: the icon, the menu and the space around them. It is smaller on phones. */
const BESIDE_NAME = { wide: 9.25, narrow: 7.85 };
const NARROW = 30;
const OVERSCAN = 6;

/** Adds a heading before the first item of each month. The items are sorted newest first. */
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

/** Renders only the visible part of a long list, and requests more items near its end. */
export function WindowedList<T>({
  lines,
  name,
  children,
  onEnd,
  dense = false,
}: {
  lines: Line<T>[];
  /** Whether all rows have the same height, with long names truncated to one line. */
  dense?: boolean;
  /** Returns the name of an item, which may need several lines. */
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

/** Returns the lines that a name needs. Breaks between words need up to 30 % more space. */
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
    // The browser prints right after this event, so React must render synchronously.
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

/** Measures names in the font of the rows. */
function widths(rem: number): (text: string) => number {
  const pen = document.createElement("canvas").getContext("2d");
  if (!pen) return text => text.length * rem * 0.6;
  pen.font = `550 ${rem}px ${getComputedStyle(document.body).fontFamily}`;
  return text => pen.measureText(text).width;
}

/** Returns the index of the first sum above a height, by binary search. */
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

/** True once the page's font is loaded. Then names are measured again. */
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
