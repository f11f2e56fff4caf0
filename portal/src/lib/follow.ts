/** Number of failed requests in a row that are tolerated. */
const MOST_MISSED = 5;
/** Milliseconds between two polls. */
const PAUSE = 1000;

/** Polls a job until it ends. Resolves with its last state, or with undefined if the page no longer needs it. */
export async function follow<T extends { state: string }>(ask: () => Promise<T>, wanted: () => boolean, show: (now: T) => void): Promise<T | undefined> {
  let missed = 0;
  while (wanted()) {
    try {
      const now = await ask();
      missed = 0;
      show(now);
      if (now.state !== "running") return wanted() ? now : undefined;
    } catch (error) {
      if (++missed > MOST_MISSED) throw error;
    }
    await new Promise(resolve => setTimeout(resolve, PAUSE));
  }
  return undefined;
}
