import { screen } from "@testing-library/react";
import { useState } from "react";
import { beforeEach, expect, test } from "vitest";
import { serve, show } from "../../test/render.tsx";
import { CodeField, EmailField, PasswordField } from "./field.tsx";

beforeEach(() => void serve({}));

function Code() {
  const [value, setValue] = useState("");
  return <CodeField label="Code" value={value} onChange={setValue} />;
}

test("a code field keeps the digits of a pasted code", async () => {
  const { user } = show(<Code />);
  const field = screen.getByLabelText("Code");
  await user.click(field);
  await user.paste(" 482-913 x");
  expect(field).toHaveProperty("value", "482913");
  expect(field.getAttribute("autocomplete")).toBe("one-time-code");
});

test("a field names its error and help for screen readers", () => {
  show(<EmailField label="E-mail" value="" onChange={() => undefined} help="Help" error="Wrong" />);
  const field = screen.getByLabelText("E-mail");
  const described = field.getAttribute("aria-describedby")!.split(" ").map(id => document.getElementById(id)?.textContent);
  expect(described).toEqual(["Help", "Wrong"]);
  expect(field.getAttribute("aria-invalid")).toBe("true");
});

test("a password can be shown and hidden", async () => {
  const { user } = show(<PasswordField label="Wachtwoord" value="secret" onChange={() => undefined} />);
  const field = screen.getByLabelText("Wachtwoord");
  expect(field.getAttribute("type")).toBe("password");
  await user.click(screen.getByRole("button", { name: "Wachtwoord tonen" }));
  expect(field.getAttribute("type")).toBe("text");
  await user.click(screen.getByRole("button", { name: "Wachtwoord verbergen" }));
  expect(field.getAttribute("type")).toBe("password");
});
