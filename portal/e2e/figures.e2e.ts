import { test } from "vitest";
import { fake, world } from "../test/fake/server.ts";
import { launch, open } from "./browser.ts";
import { screens, show } from "./screens.ts";

const only = new RegExp(process.env.ONLY ?? "");

/**
 * Prints the addresses, bytes and DOM nodes of each screen's first visit. The fake server does not compress; fonts
 * count.
 */
test("figures", { timeout: 1_800_000 }, async () => {
  const browser = await launch();
  const server = await fake(world());
  const rows: string[] = [];
  for (const screen of screens.filter(one => !one.reach && only.test(one.name))) {
    server.world = (screen.world ?? world)();
    const page = await open(browser, server.url);
    const asked = new Set<string>();
    let bytes = 0;
    const devtools = await page.context().newCDPSession(page);
    await devtools.send("Network.enable");
    devtools.on("Network.requestWillBeSent", event => asked.add(event.request.url));
    devtools.on("Network.loadingFinished", event => (bytes += event.encodedDataLength));
    await show(page, server.url, screen);
    const nodes = await page.evaluate(() => document.querySelectorAll("*").length);
    rows.push(`| ${screen.name} | ${asked.size} | ${Math.round(bytes / 1000)} | ${nodes} |`);
    await page.context().close();
  }
  await browser.close();
  server.close();
  console.log(["", "| screen | requests | kB | DOM nodes |", "| --- | --- | --- | --- |", ...rows].join("\n"));
});
