import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { refusal, serve, show } from "../../../test/render.tsx";
import { LoginDialog } from "./login.tsx";

async function logIn(answer: unknown) {
  const sent = serve({ "GET /mapapi/auth/info": () => Response.json(null), "POST /mapapi/auth/login": answer });
  const shown = show(<LoginDialog />, "/map/account/login/");
  await shown.user.type(screen.getByLabelText("E-mail"), " Anna@Example.org ");
  await shown.user.type(screen.getByLabelText("Wachtwoord"), "correct horse");
  await shown.user.click(screen.getByRole("button", { name: "Doorgaan" }));
  return { ...shown, sent };
}

test("the form sends the address in lower case without spaces", async () => {
  const { sent } = await logIn({});
  expect(sent.find(one => one.route === "POST /mapapi/auth/login")?.body).toEqual({ username: "anna@example.org", password: "correct horse", lang: "nl" });
});

test("a wrong password stands at its field until the field changes", async () => {
  const { user } = await logIn(refusal(400, "error_password"));
  const field = screen.getByLabelText("Wachtwoord");
  await screen.findByText("Dit wachtwoord klopt niet.");
  expect(field.getAttribute("aria-invalid")).toBe("true");
  await user.type(field, "!");
  expect(screen.queryByText("Dit wachtwoord klopt niet.")).toBeNull();
});

test("an unknown address leads to the sign-up", async () => {
  await logIn(refusal(400, "error_email"));
  const link = await screen.findByRole("link", { name: "Nieuw account aanmaken" });
  expect(link.getAttribute("href")).toBe("/map/account/sign-up/");
});

test("too many attempts name the minutes to wait", async () => {
  await logIn(refusal(429, "too many requests", { "retry-after": "170" }));
  await screen.findByText("Te veel pogingen. Probeer het over 3 min. opnieuw.");
});
