/** Missed answers in a row that are tolerated. */
const MOST_MISSED = 5;
/** Milliseconds between two questions. */
const PAUSE = 1000;

/** Asks for the state of a job until it no longer runs. Resolves with its last state, or with undefined if the page is no longer interested. */
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
