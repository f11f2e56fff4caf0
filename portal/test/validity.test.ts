import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { VALID, type CodePurpose } from "../src/features/auth/code.ts";

/** The purposes of the portal's codes as the server names them. */
const purposes: Record<CodePurpose, string> = { signUp: "SIGN_UP", reset: "RESET", confirm: "CONFIRM", change: "CHANGE", delete: "DELETE", undo: "UNDO" };
const minutes = { Minutes: 1, Hours: 60, Days: 24 * 60 };

test("the screens name the validity that the server gives to each code", () => {
  const source = readFileSync("../functions/core/src/main/java/net/osmand/account/core/values/CodePurpose.java", "utf8");
  const server = Object.fromEntries(
    [...source.matchAll(/(\w+)\(Duration\.of(Minutes|Hours|Days)\((\d+)\)/g)].map(([, name, unit, count]) => [name!, Number(count) * minutes[unit as keyof typeof minutes]]),
  );
  expect(Object.keys(server).length).toBeGreaterThanOrEqual(Object.keys(purposes).length);
  for (const [purpose, name] of Object.entries(purposes)) expect(VALID[purpose as CodePurpose], name).toBe(server[name]);
});
