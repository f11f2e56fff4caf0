import { useEffect, useLayoutEffect } from "react";
import { useLocation, useNavigationType } from "react-router";

/** Scroll position of each page of the history. */
const positions = new Map<string, number>();
/** The most frames to wait until a page is long enough for its old position. */
const FRAMES = 60;

/** A new page starts at its top, and going back shows the old position. A dialog does not scroll the page below it. */
export function useScroll(): void {
  const { key, pathname } = useLocation();
  const back = useNavigationType() === "POP";
  useEffect(() => {
    history.scrollRestoration = "manual";
  }, []);
  // A layout effect, because the browser scrolls a page that becomes shorter before effects run.
  useLayoutEffect(() => {
    const remember = () => positions.set(key, scrollY);
    addEventListener("scroll", remember, { passive: true });
    return () => removeEventListener("scroll", remember);
  }, [key]);
  useEffect(() => {
    if (document.querySelector("dialog[open]")) return;
    const wanted = back ? (positions.get(key) ?? 0) : 0;
    let frame = 0;
    let left = FRAMES;
    const scroll = () => {
      scrollTo(0, wanted);
      if (Math.abs(scrollY - wanted) > 1 && --left > 0) frame = requestAnimationFrame(scroll);
    };
    scroll();
    return () => cancelAnimationFrame(frame);
    // Scrolls only for another page, not for another history entry of the same page.
  }, [pathname]);
}
