import { useEffect, useState } from "react";

export type Theme = "auto" | "light" | "dark";
const STORED = "theme";

/** Light or dark: the device's setting until the user chooses. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState<Theme>(() => {
    const stored = localStorage.getItem(STORED);
    return stored === "light" || stored === "dark" ? stored : "auto";
  });
  useEffect(() => {
    if (theme === "auto") {
      delete document.documentElement.dataset.theme;
      localStorage.removeItem(STORED);
    } else {
      document.documentElement.dataset.theme = theme;
      localStorage.setItem(STORED, theme);
    }
  }, [theme]);
  return [theme, setTheme];
}
