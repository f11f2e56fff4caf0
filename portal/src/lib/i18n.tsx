import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from "react";
import en from "./locales/en.json";
import nl from "./locales/nl.json";

export type Language = "nl" | "en";
export type Key = keyof typeof nl;
export type Values = Record<string, string | number>;
const texts: Record<Language, Record<Key, string>> = { nl, en };

const STORED = "language";

const KB = 1024;
const MB = 1024 * KB;
/** 1,000 MB, because plans count their quota in MB: 3,000 MB are 3 GB. */
const GB = 1000 * MB;

function preferred(): Language {
  const stored = localStorage.getItem(STORED);
  if (stored === "nl" || stored === "en") return stored;
  return navigator.languages.find(tag => /^(nl|en)\b/i.test(tag))?.toLowerCase().startsWith("nl") ? "nl" : "en";
}

/** A text with its {values}; one with `_one` beside it takes that for a count of 1. */
export function translate(language: Language, key: Key, values: Values = {}): string {
  const single = `${key}_one` as Key;
  const text = values.count === 1 && single in texts[language] ? texts[language][single] : texts[language][key];
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

export interface Wording {
  language: Language;
  setLanguage: (language: Language) => void;
  t: (key: Key, values?: Values) => string;
  number: (value: number, digits?: number) => string;
  /** Bytes, kB, MB or GB with one or two decimals. */
  size: (bytes: number) => string;
  /** A plan's quota in MB or GB, without needless decimals. */
  room: (bytes: number) => string;
  date: (time: number) => string;
  month: (time: number) => string;
  /** Today and yesterday by name, else day and month, always with the time of day. */
  moment: (time: number) => string;
  /** How long ago, in the largest unit that says something. */
  ago: (time: number) => string;
  /** Day, month, year and time of day. */
  full: (time: number) => string;
}

const Context = createContext<Wording | null>(null);

function formats(language: Language): Omit<Wording, "language" | "setLanguage"> {
  // Dates and figures as where the person lives: an Englishman's browser says en-GB.
  const locale = navigator.languages.find(tag => tag.slice(0, 2).toLowerCase() === language) ?? language;
  const t = (key: Key, values?: Values) => translate(language, key, values);
  const number = (value: number, digits = 0) =>
    new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
  const upTo = (value: number, digits: number) => new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value);
  const capital = (text: string) => text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
  const date = (time: number) => new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", year: "numeric" }).format(time);
  const clock = (time: number) => new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit" }).format(time);
  const day = (time: number) => new Date(time).setHours(0, 0, 0, 0);
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const formatted = (bytes: number) => {
    // A no-break space keeps a figure and its unit on one line.
    if (bytes < KB) return t("size.bytes", { count: bytes, bytes: number(bytes) });
    // 1,023.96 kB would round to 1,024.0 kB.
    if (bytes < MB - KB / 20) return `${number(bytes / KB, 1)}\u00a0kB`;
    if (bytes < GB - MB / 20) return `${number(bytes / MB, 1)}\u00a0MB`;
    return `${number(bytes / GB, 2)}\u00a0GB`;
  };
  return {
    t,
    number,
    size: formatted,
    room: bytes => (bytes < MB ? formatted(bytes) : bytes < GB ? `${upTo(bytes / MB, 1)}\u00a0MB` : `${upTo(bytes / GB, 2)}\u00a0GB`),
    date,
    month: time => capital(new Intl.DateTimeFormat(locale, { month: "long", year: "numeric" }).format(time)),
    moment: time => {
      // A day is not always 24 hours: midnights are compared through rounding.
      const age = Math.round((day(Date.now()) - day(time)) / 86_400_000);
      if (age === 0) return t("time.today", { time: clock(time) });
      if (age === 1) return t("time.yesterday", { time: clock(time) });
      const sameYear = new Date(time).getFullYear() === new Date().getFullYear();
      const short = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", ...(sameYear ? {} : { year: "numeric" }) });
      return t("time.day", { day: short.format(time), time: clock(time) });
    },
    ago: time => {
      const minutes = (Date.now() - time) / 60_000;
      if (minutes < 60) return relative.format(-Math.max(0, Math.floor(minutes)), "minute");
      if (minutes < 24 * 60) return relative.format(-Math.floor(minutes / 60), "hour");
      const days = Math.round((day(Date.now()) - day(time)) / 86_400_000);
      return days < 60 ? relative.format(-days, "day") : relative.format(-Math.floor(days / 30), "month");
    },
    full: time => new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short" }).format(time),
  };
}

export function WordingProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(preferred);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const wording = useMemo<Wording>(
    () => ({
      ...formats(language),
      language,
      setLanguage: chosen => {
        localStorage.setItem(STORED, chosen);
        setLanguage(chosen);
      },
    }),
    [language],
  );
  return <Context.Provider value={wording}>{children}</Context.Provider>;
}

export function useWording(): Wording {
  const wording = useContext(Context);
  if (!wording) throw new Error("no WordingProvider around");
  return wording;
}
