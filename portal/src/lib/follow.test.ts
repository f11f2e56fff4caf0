import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { follow } from "./follow.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Returns the answers one after another, then always the last one. */
function asker(...answers: (string | Error)[]) {
  let asked = 0;
  const ask = async () => {
    const answer = answers[Math.min(asked++, answers.length - 1)]!;
    if (answer instanceof Error) throw answer;
    return { state: answer };
  };
  return { ask, asked: () => asked };
}

test("a job is asked until it no longer runs", async () => {
  const { ask, asked } = asker("running", "running", "done");
  const shown: string[] = [];
  const end = follow(ask, () => true, now => shown.push(now.state));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await end).toEqual({ state: "done" });
  expect(shown).toEqual(["running", "running", "done"]);
  expect(asked()).toBe(3);
});

test("five missed answers in a row are tolerated, six are not", async () => {
  const lost = new Error("lost");
  const five = follow(asker(lost, lost, lost, lost, lost, "done").ask, () => true, () => undefined);
  const six = follow(asker(lost, lost, lost, lost, lost, lost, "done").ask, () => true, () => undefined).catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await five).toEqual({ state: "done" });
  expect(await six).toBe(lost);
});

test("nobody is asked once the page is no longer interested", async () => {
  let wanted = true;
  const { ask, asked } = asker("running");
  const end = follow(ask, () => wanted, () => undefined);
  await vi.advanceTimersByTimeAsync(2500);
  wanted = false;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await end).toBeUndefined();
  expect(asked()).toBe(3);
});
