/** Values of pages in the browser's history, by the key of the history entry. Going back shows them again. */
const MOST = 20;
const kept = new Map<string, unknown>();

export function keep(key: string, value: unknown): void {
  kept.delete(key);
  kept.set(key, value);
  for (const oldest of kept.keys()) {
    if (kept.size <= MOST) break;
    kept.delete(oldest);
  }
}

export const recall = <T>(key: string): T | undefined => kept.get(key) as T | undefined;

/** Call it after a change of the data, and when the session ends. */
export function forgetKept(): void {
  kept.clear();
}
