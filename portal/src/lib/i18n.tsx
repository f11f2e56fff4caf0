import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from "react";
import type nl from "./locales/nl.json";

/** The languages with their own names, in the order of the menu. */
export const LANGUAGES = { nl: "Nederlands", en: "English", de: "Deutsch", fr: "Français" } as const;
export type Language = keyof typeof LANGUAGES;
export type Key = keyof typeof nl;
export type Values = Record<string, string | number>;
type Texts = Record<Key, string>;

/** Each language is one script, fetched on demand. The compiler rejects a language with a missing key. */
const sources: Record<Language, () => Promise<{ default: Texts }>> = {
  nl: () => import("./locales/nl.json"),
  en: () => import("./locales/en.json"),
  de: () => import("./locales/de.json"),
  fr: () => import("./locales/fr.json"),
};
const texts = new Map<Language, { words: Texts; plural: Intl.PluralRules }>();

/** Fetches the texts of a language. Call it before the language is shown. */
export async function loadLanguage(language: Language): Promise<void> {
  if (!texts.has(language)) texts.set(language, { words: (await sources[language]()).default, plural: new Intl.PluralRules(language) });
}

const STORED = "language";

const KB = 1024;
const MB = 1024 * KB;
/** A GB is 1,000 MB here, because plans count their quota in MB: 3,000 MB are 3 GB. */
const GB = 1000 * MB;

const isLanguage = (text: string | null | undefined): text is Language => text != null && Object.hasOwn(LANGUAGES, text);

/** The language that the user chose, or the browser's first one that the portal supports. */
export function preferred(): Language {
  const stored = localStorage.getItem(STORED);
  if (isLanguage(stored)) return stored;
  return navigator.languages.map(tag => tag.toLowerCase().split("-")[0]).find(isLanguage) ?? "en";
}

/** A text with its {values}. `count` chooses the plural form, such as the key with `_one`; without it the key itself is taken. */
export function translate(language: Language, key: Key, values: Values = {}): string {
  const loaded = texts.get(language);
  if (!loaded) throw new Error(`the language ${language} is not loaded`);
  const form = typeof values.count === "number" ? (`${key}_${loaded.plural.select(values.count)}` as Key) : key;
  const text = loaded.words[form] ?? loaded.words[key];
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

export interface Wording {
  language: Language;
  /** Changes the language after fetching its texts. Rejects without a change if they can't be fetched. */
  setLanguage: (language: Language) => Promise<void>;
  t: (key: Key, values?: Values) => string;
  number: (value: number, digits?: number) => string;
  /** A fraction of 1 in whole percent. */
  percent: (share: number) => string;
  /** Bytes, kB, MB or GB with one or two decimals. */
  size: (bytes: number) => string;
  /** A plan's quota in MB or GB, without trailing zeros. */
  room: (bytes: number) => string;
  date: (time: number) => string;
  month: (time: number) => string;
  /** Today and yesterday in words, otherwise day and month, always with the time of day. */
  moment: (time: number) => string;
  /** Time since then, in the largest suitable unit. */
  ago: (time: number) => string;
  /** Days since then, for times with the precision of a day. */
  daysAgo: (time: number) => string;
  /** Day, month, year and time of day. */
  full: (time: number) => string;
}

const Context = createContext<Wording | null>(null);

function formats(language: Language): Omit<Wording, "language" | "setLanguage"> {
  // Dates and numbers use the browser's region, such as en-GB.
  const locale = navigator.languages.find(tag => tag.toLowerCase().split("-")[0] === language) ?? language;
  const t = (key: Key, values?: Values) => translate(language, key, values);
  const number = (value: number, digits = 0) =>
    new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
  const upTo = (value: number, digits: number) => new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value);
  const capital = (text: string) => text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
  const date = (time: number) => new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", year: "numeric" }).format(time);
  const clock = (time: number) => new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit" }).format(time);
  const day = (time: number) => new Date(time).setHours(0, 0, 0, 0);
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const daysAgo = (time: number) => {
    const days = Math.max(0, Math.round((day(Date.now()) - day(time)) / 86_400_000));
    return days < 60 ? relative.format(-days, "day") : relative.format(-Math.floor(days / 30), "month");
  };
  const formatted = (bytes: number) => {
    if (bytes < KB) return t("size.bytes", { count: bytes, bytes: number(bytes) });
    // 1,023.96 kB would round to 1,024.0 kB.
    if (bytes < MB - KB / 20) return t("size.kb", { size: number(bytes / KB, 1) });
    if (bytes < GB - MB / 20) return t("size.mb", { size: number(bytes / MB, 1) });
    return t("size.gb", { size: number(bytes / GB, 2) });
  };
  return {
    t,
    number,
    percent: share => new Intl.NumberFormat(locale, { style: "percent" }).format(Math.floor(share * 100) / 100),
    size: formatted,
    room: bytes => (bytes < MB ? formatted(bytes) : bytes < GB ? t("size.mb", { size: upTo(bytes / MB, 1) }) : t("size.gb", { size: upTo(bytes / GB, 2) })),
    date,
    month: time => capital(new Intl.DateTimeFormat(locale, { month: "long", year: "numeric" }).format(time)),
    moment: time => {
      // Rounds the difference of two midnights, because a day is not always 24 hours.
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
      return minutes < 24 * 60 ? relative.format(-Math.floor(minutes / 60), "hour") : daysAgo(time);
    },
    daysAgo,
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
      setLanguage: async chosen => {
        await loadLanguage(chosen);
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
