import { screen } from "@testing-library/react";
import { Route, Routes } from "react-router";
import { expect, test } from "vitest";
import { refusal, serve, show } from "../../../test/render.tsx";
import { useSession } from "../auth/session.tsx";
import { Account } from "./account.tsx";
import { ChangeEmailDialog } from "./change-email.tsx";
import { ConfirmEmailDialog } from "./confirm-email.tsx";
import { TakeBackDialog } from "./take-back.tsx";

const usage = { files: 0, versions: 0, bytes: 0, zip_bytes: 0, capacity: 1000, categories: [] };
const panel = { "GET /v1/usage": usage, "GET /v1/purchases": { items: [], cloud: { tier: "START" }, plan: {} } };
const person = (username: string, more: object = {}) => Response.json({ username, roles: [], ...more }, { headers: { "x-account-id": "7" } });

/** Shows the panel and its dialogs only to signed-in users, like the gate. */
function Gated() {
  if (useSession().session.state !== "signed-in") return null;
  return (
    <Routes>
      <Route path="/map/account/" element={<Account />} />
      <Route path="/map/account/email/" element={<ChangeEmailDialog />} />
      <Route path="/map/account/confirm/" element={<ConfirmEmailDialog />} />
    </Routes>
  );
}

test("an unproven address has a banner, and the code of the notice proves it without another mail", async () => {
  let unproven = true;
  const sent = serve({
    ...panel,
    "GET /mapapi/auth/info": () => person("anna@example.org", unproven ? { unproven } : {}),
    "POST /mapapi/auth/confirm-email": () => ((unproven = false), Response.json({ status: "ok" })),
  });
  const { user, path } = show(<Gated />);
  await user.click(await screen.findByRole("link", { name: "E-mailadres bevestigen" }));
  await user.type(screen.getByLabelText("Verificatiecode"), "482913{Enter}");
  await screen.findByText("anna@example.org is bevestigd.");
  await expect.poll(path).toBe("/map/account/");
  expect(screen.queryByRole("link", { name: "E-mailadres bevestigen" })).toBeNull();
  expect(sent.filter(one => one.route.endsWith("send-code"))).toEqual([]);
  expect(sent.find(one => one.route.endsWith("confirm-email"))?.body).toMatchObject({ username: "anna@example.org", token: "482913" });
});

test("a new code for the address is mailed on request", async () => {
  const sent = serve({ "GET /mapapi/auth/info": () => person("anna@example.org", { unproven: true }), "POST /mapapi/auth/send-code": {} });
  const { user } = show(<Gated />, "/map/account/confirm/");
  await user.click(await screen.findByRole("button", { name: "Nieuwe code versturen" }));
  await screen.findByText(/We hebben een verificatiecode gestuurd naar anna@example\.org\./);
  expect(sent.filter(one => one.route.endsWith("send-code")).map(one => one.query.get("action"))).toEqual(["confirm"]);
});

test("after a change of the address this browser stays logged in and the panel shows the new one", async () => {
  let email = "anna@example.org";
  serve({
    ...panel,
    "GET /mapapi/auth/info": () => person(email, email.startsWith("bea") ? { unproven: true } : {}),
    "POST /mapapi/auth/send-code": {},
    "POST /mapapi/auth/change-email": () => ((email = "bea@example.org"), Response.json({ status: "ok" })),
  });
  const { user, path } = show(<Gated />, "/map/account/email/");
  await user.type(await screen.findByLabelText("Code van Oude E-mail"), "482913");
  await user.type(screen.getByLabelText("Nieuwe E-mail"), "bea@example.org{Enter}");
  await screen.findByText(/Het e-mailadres van uw account is nu bea@example\.org\./);
  expect(path()).toBe("/map/account/");
  screen.getByRole("link", { name: "E-mailadres bevestigen" });
});

test("the code of the notice takes an account back, and a new password follows", async () => {
  const sent = serve({ "GET /mapapi/auth/info": () => Response.json(null), "POST /mapapi/auth/undo-change-email": { status: "ok" } });
  const { user } = show(<TakeBackDialog />, "/map/account/take-back/");
  await user.type(screen.getByLabelText("Uw vorige e-mailadres"), "Anna@example.org");
  await user.type(screen.getByLabelText("Verificatiecode"), "482913{Enter}");
  const link = await screen.findByRole("link", { name: "Nieuw wachtwoord instellen" });
  expect(document.activeElement).toBe(link);
  expect(sent.find(one => one.route.endsWith("undo-change-email"))?.body).toMatchObject({ username: "anna@example.org", token: "482913" });
});

test("a wrong code takes nothing back", async () => {
  serve({ "GET /mapapi/auth/info": () => Response.json(null), "POST /mapapi/auth/undo-change-email": refusal(400, "The code is wrong or has expired.") });
  const { user } = show(<TakeBackDialog />, "/map/account/take-back/");
  await user.type(screen.getByLabelText("Uw vorige e-mailadres"), "anna@example.org");
  await user.type(screen.getByLabelText("Verificatiecode"), "111111{Enter}");
  await screen.findByText(/Deze code is ongeldig of verlopen\./);
});
