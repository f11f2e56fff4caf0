import type { ReactNode } from "react";
import "./picture.css";

/** The picture of an empty list: an icon on a piece of map. */
export function Picture({ children }: { children: ReactNode }) {
  return (
    <div className="art" aria-hidden>
      <svg viewBox="0 0 176 104">
        <path className="land" d="M18 60c-6-26 18-46 44-46 22 0 30 8 52 6 26-2 48 10 48 36 0 28-26 40-54 38-20-2-30 6-52 4-22-2-34-18-38-38Z" />
        <path className="height" d="M32 58c-2-20 16-32 36-30 14 1 22 6 36 4 20-2 36 8 36 24s-18 26-38 24c-14-1-20 5-36 4-18-1-32-12-34-26Z" />
        <path className="way" d="M24 82c14-8 22-2 34-10s14-24 30-26 18 14 32 8 10-20 30-26" />
      </svg>
      <span>{children}</span>
    </div>
  );
}

/** The landscape of the welcome screen: contour lines and a route. */
export function Landscape() {
  return (
    <svg className="hero art" viewBox="0 0 720 192" preserveAspectRatio="xMidYMid slice" aria-hidden>
      <path className="land" d="M0 0h720v132c-58 26-122 34-190 20-92-20-126 12-212 18C216 176 96 160 0 128Z" />
      <path className="height" d="M-10 96c70-46 128-50 190-26s116 30 180-2 132-46 200-22 96 40 170 18" />
      <path className="height" d="M-10 66c66-40 120-46 186-24s118 28 182 0 138-44 206-20 92 36 166 16" />
      <path className="height" d="M-10 34c62-32 116-36 178-18s124 24 188-2 136-38 204-18 96 30 170 12" />
      <path className="height" d="M-10 126c72-50 136-52 198-28s114 34 178 4 128-48 196-24 98 44 168 20" />
      <path className="way" d="M40 138c42-8 50-52 96-54s58 38 104 32 48-60 98-66 58 40 110 36 54-50 98-52 66 30 124 14" />
    </svg>
  );
}
