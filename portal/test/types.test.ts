import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import openapiTS, { astToString, COMMENT_HEADER } from "openapi-typescript";
import { expect, test } from "vitest";

test("the API's types are those of openapi.yaml; npm run types writes them anew", async () => {
  const types = await openapiTS(pathToFileURL("../infrastructure/api/openapi.yaml"));
  expect(readFileSync("src/api/schema.gen.ts", "utf8")).toBe(COMMENT_HEADER + astToString(types));
}, 60_000);
