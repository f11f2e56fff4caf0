import { act, renderHook, screen, within } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { refusal, serve, show } from "../../../test/render.tsx";
import { ApiError } from "../../api/client.ts";
import { DeleteAccountDialog } from "../account/delete-account.tsx";
import { CodeState, usePause } from "./code.ts";
import { SignUpDialog } from "./sign-up.tsx";

afterEach(() => vi.useRealTimers());
const anonymous = { "GET /mapapi/auth/info": () => Response.json(null) };
const wrong = new ApiError(400, "error_token");

test("the fourth wrong code is dead, a new code is not", () => {
  const code = new CodeState("signUp");
  expect([1, 2, 3, 4, 5].map(() => code.refused(wrong))).toEqual(["error.code", "error.code", "error.code", "error.code_dead", "error.code_dead"]);
  code.sent();
  expect(code.refused(wrong)).toBe("error.code");
});

test.each([
  ["delete", 15],
  ["reset", 60],
  ["signUp", 24 * 60],
] as const)("a code of the purpose %s is dead after %i minutes", (purpose, minutes) => {
  vi.useFakeTimers();
  const code = new CodeState(purpose);
  vi.advanceTimersByTime(minutes * 60_000 - 1);
  expect(code.refused(wrong)).toBe("error.code");
  vi.advanceTimersByTime(1);
  expect(code.refused(wrong)).toBe("error.code_dead");
});

test("other errors say nothing about the code", () => {
  const code = new CodeState("change");
  for (let turn = 0; turn < 5; turn++) expect(code.refused(new ApiError(0, "offline"))).toBeUndefined();
  expect(code.refused(wrong)).toBe("error.code");
});

test("the pause counts down from 30 seconds", () => {
  vi.useFakeTimers();
  const { result } = renderHook(usePause);
  expect(result.current.seconds).toBe(0);
  act(() => result.current.start());
  expect(result.current.seconds).toBe(30);
  for (let second = 0; second < 10; second++) act(() => void vi.advanceTimersByTime(1000));
  expect(result.current.seconds).toBe(20);
  for (let second = 0; second < 20; second++) act(() => void vi.advanceTimersByTime(1000));
  expect(result.current.seconds).toBe(0);
});

async function atCode(answer: unknown = {}) {
  const sent = serve({ ...anonymous, "POST /mapapi/auth/register": answer, "POST /mapapi/auth/validate-token": refusal(400, "error_token") });
  const shown = show(<SignUpDialog />, "/map/account/sign-up/");
  await shown.user.type(await screen.findByLabelText("E-mail"), "new@example.org{Enter}");
  await screen.findByLabelText("Verificatiecode");
  return { ...shown, sent };
}

test("the screen says how long the code works", async () => {
  await atCode();
  screen.getByText(/De code werkt 24 uur\./);
});

test("the same address waits for a second code, another one does not", async () => {
  const { user, sent } = await atCode();
  await user.click(screen.getByRole("button", { name: "Ik heb de verificatiecode niet ontvangen" }));
  const resend = screen.getByRole("button", { name: "Code opnieuw versturen" });
  expect(resend).toHaveProperty("disabled", true);
  screen.getByText(/U kunt over \d\d s een nieuwe code aanvragen\./);
  const field = screen.getByLabelText("E-mail");
  await user.clear(field);
  await user.type(field, "other@example.org");
  await user.click(resend);
  await screen.findByText(/Nieuwe code verstuurd naar other@example\.org\./);
  expect(sent.filter(one => one.route === "POST /mapapi/auth/register")).toHaveLength(2);
});

test("after four wrong codes the form asks for a new one", async () => {
  const { user } = await atCode();
  const field = screen.getByLabelText("Verificatiecode");
  for (let turn = 1; turn <= 3; turn++) {
    await user.clear(field);
    await user.type(field, `11111${turn}{Enter}`);
    await screen.findByText(/Controleer de code of vraag een nieuwe aan\./);
  }
  await user.clear(field);
  await user.type(field, "111114{Enter}");
  await screen.findByText("Deze code werkt niet meer. Vraag een nieuwe code aan.");
});

test("the dialog for deleting the account says the minutes and holds the second mail back", async () => {
  serve({ "POST /mapapi/auth/send-code": {}, "GET /v1/purchases": { items: [], cloud: { tier: "START" }, plan: {} } });
  show(<DeleteAccountDialog />, "/map/delete-account/");
  const dialog = within(screen.getByRole("dialog"));
  await dialog.findByText(/De code werkt 15 minuten\./);
  dialog.getByText(/U kunt over \d\d s een nieuwe code aanvragen\./);
  expect(dialog.queryByRole("button", { name: "Code opnieuw versturen" })).toBeNull();
});
