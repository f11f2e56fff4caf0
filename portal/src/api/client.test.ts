import { afterEach, expect, test, vi } from "vitest";
import { accountHeaders, send, showAccount } from "./client.ts";

afterEach(() => {
  showAccount(undefined);
  vi.unstubAllGlobals();
});

test("each call names the account that the page shows", async () => {
  const headers: Headers[] = [];
  vi.stubGlobal("fetch", (_: string, request: RequestInit) => {
    headers.push(new Headers(request.headers));
    return Promise.resolve(Response.json({}));
  });
  await send("POST", "/v1/any", {});
  showAccount("7");
  await send("POST", "/v1/any", {});
  expect(headers.map(one => one.get("x-account-id"))).toEqual([null, "7"]);
  expect(headers.map(one => one.get("x-account-client"))).toEqual(["portal", "portal"]);
  expect(accountHeaders()).toHaveProperty("x-account-id", "7");
});
