import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { refusal, serve, show } from "../../../test/render.tsx";
import { PasswordDialog } from "./password.tsx";
import { useSession } from "../auth/session.tsx";

/** The dialog appears for the signed in only, as behind the gate. */
function Gated() {
  return useSession().session.state === "signed-in" ? <PasswordDialog /> : null;
}
async function save(answers: Record<string, unknown>) {
  const sent = serve({ "POST /mapapi/auth/send-code": {}, "POST /mapapi/auth/activate": {}, "POST /mapapi/auth/login": {}, ...answers });
  const shown = show(<Gated />, "/map/account/password/");
  await screen.findByText(/We hebben een verificatiecode gestuurd naar anna@example\.org\./);
  await shown.user.type(screen.getByLabelText("Verificatiecode"), "482913");
  await shown.user.type(screen.getByLabelText("Nieuw wachtwoord"), "battery staple");
  await shown.user.type(screen.getByLabelText("Herhaal het wachtwoord"), "battery staple");
  await shown.user.click(screen.getByRole("button", { name: "Wachtwoord opslaan" }));
  return { ...shown, sent };
}
const routes = (sent: { route: string }[]) => sent.map(one => one.route).filter(route => route.startsWith("POST"));

test("the password is set against a mailed code and this browser stays logged in", async () => {
  const { sent, path } = await save({});
  await screen.findByText("Uw wachtwoord is ingesteld.");
  await expect.poll(path).toBe("/map/account/");
  expect(routes(sent)).toEqual(["POST /mapapi/auth/send-code", "POST /mapapi/auth/activate", "POST /mapapi/auth/login"]);
  expect(sent.find(one => one.route.endsWith("send-code"))?.query.get("action")).toBe("setup");
  expect(sent.find(one => one.route.endsWith("activate"))?.body).toMatchObject({ username: "anna@example.org", token: "482913", password: "battery staple" });
});

test("a wrong code changes nothing", async () => {
  const { sent, path } = await save({ "POST /mapapi/auth/activate": refusal(400, "error_token") });
  await screen.findByText(/Deze code is ongeldig of verlopen\./);
  expect(routes(sent)).not.toContain("POST /mapapi/auth/login");
  expect(path()).toBe("/map/account/password/");
});

test("if the new session fails, the log-in form follows", async () => {
  const { path } = await save({ "POST /mapapi/auth/login": refusal(429, "too many requests") });
  await screen.findByText("Uw wachtwoord is ingesteld.");
  await expect.poll(path).toBe("/map/account/login/");
});
