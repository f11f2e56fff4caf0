import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { serve, show } from "../../../test/render.tsx";
import { useSession } from "../auth/session.tsx";
import { PasswordDialog } from "./password.tsx";

/** Shows the dialog only to signed-in users, like the gate. */
function Gated() {
  return useSession().session.state === "signed-in" ? <PasswordDialog /> : null;
}
const problem = (code: number) => () => Response.json({ type: "about:blank", title: "Refused", status: 400, code }, { status: 400 });

async function open(hasPassword: boolean, answers: Record<string, unknown> = {}) {
  const access = { sessions: [], devices: [], has_password: hasPassword };
  const sent = serve({ "GET /v1/access": access, "POST /mapapi/auth/send-code": {}, "POST /v1/password": { status: "ok" }, ...answers });
  const shown = show(<Gated />, "/map/account/password/");
  await screen.findByLabelText("Nieuw wachtwoord");
  return { ...shown, sent, bodies: () => sent.filter(one => one.route === "POST /v1/password").map(one => one.body) };
}
async function save({ user }: Pick<ReturnType<typeof show>, "user">, proof: [label: string, value: string]) {
  await user.type(screen.getByLabelText(proof[0]), proof[1]);
  await user.type(screen.getByLabelText("Nieuw wachtwoord"), "battery staple");
  await user.type(screen.getByLabelText("Herhaal het wachtwoord"), "battery staple");
  await user.click(screen.getByRole("button", { name: "Wachtwoord opslaan" }));
}

test("the old password is the proof, no code is mailed, and this browser stays logged in", async () => {
  const opened = await open(true);
  await save(opened, ["Huidig wachtwoord", "correct horse"]);
  await screen.findByText("Uw wachtwoord is ingesteld.");
  await expect.poll(opened.path).toBe("/map/account/");
  expect(opened.bodies()).toEqual([{ password: "battery staple", old_password: "correct horse", end_devices: false }]);
  expect(opened.sent.filter(one => one.route.endsWith("send-code"))).toEqual([]);
});

test("without a password the proof is a mailed code", async () => {
  const opened = await open(false);
  await screen.findByText(/We hebben een verificatiecode gestuurd naar anna@example\.org\./);
  await opened.user.click(screen.getByRole("checkbox", { name: "Ook alle apparaten uitloggen" }));
  await save(opened, ["Verificatiecode", "482913"]);
  await screen.findByText("Uw wachtwoord is ingesteld.");
  expect(opened.bodies()).toEqual([{ password: "battery staple", code: "482913", end_devices: true }]);
  expect(opened.sent.filter(one => one.route.endsWith("send-code")).map(one => one.query.get("action"))).toEqual(["setup"]);
});

test("who forgot the old password asks for a code", async () => {
  const opened = await open(true);
  await opened.user.click(screen.getByRole("button", { name: /Ik weet mijn wachtwoord niet/ }));
  await save(opened, ["Verificatiecode", "482913"]);
  await screen.findByText("Uw wachtwoord is ingesteld.");
  expect(opened.bodies()).toEqual([{ password: "battery staple", code: "482913", end_devices: false }]);
});

test.each([
  [113, true, "Huidig wachtwoord", "Dit wachtwoord klopt niet."],
  [112, true, "Nieuw wachtwoord", "Kies een wachtwoord van minstens 8 tekens."],
  [104, false, "Verificatiecode", "Deze code is ongeldig of verlopen. Controleer de code of vraag een nieuwe aan."],
])("refusal %i is shown at its field, and nothing changes", async (code, hasPassword, field, text) => {
  const opened = await open(hasPassword, { "POST /v1/password": problem(code) });
  await save(opened, hasPassword ? ["Huidig wachtwoord", "correct horse"] : ["Verificatiecode", "482913"]);
  await screen.findByText(text);
  expect(screen.getByLabelText(field).getAttribute("aria-invalid")).toBe("true");
  expect(opened.path()).toBe("/map/account/password/");
});
