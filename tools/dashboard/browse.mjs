// Drives the dashboard in a real browser. Usage: node browse.mjs look|plant|range|stop|approve|age|pictures ADDRESS [DIRECTORY]
// Prints one line of JSON with what it found; the test judges it.
import { chromium } from "playwright-core";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { age } from "./browse/age.mjs";
import { approve, stop } from "./browse/deeds.mjs";
import { look } from "./browse/look.mjs";
import { pictures } from "./browse/pictures.mjs";
import { plant } from "./browse/plant.mjs";
import { range } from "./browse/range.mjs";

const [task, address, directory] = process.argv.slice(2);

const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

/** Opens one page and waits for its first beat. Whatever it asks of another host is refused and noted: it must work without a network. */
async function open(path, { scheme = "dark", width = 1280, height = 900 } = {}) {
  const context = await browser.newContext({ colorScheme: scheme, viewport: { width, height }, reducedMotion: "reduce" });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const [errors, abroad] = [[], []];
  const isAbroad = url => ["http:", "https:"].includes(url.protocol) && url.host !== new URL(address).host;
  await context.route(isAbroad, route => { abroad.push(route.request().url()); return route.abort(); });
  page.on("console", message => message.type() === "error" && errors.push(message.text()));
  page.on("pageerror", error => errors.push(String(error)));
  await page.goto(new URL(path, address).href);
  await page.waitForFunction(() => document.body.dataset.sequence > 0);
  return { context, page, errors, abroad };
}

try {
  if (directory) mkdirSync(directory, { recursive: true });
  console.log(JSON.stringify(await { look, plant, range, stop, approve, age, pictures }[task](open, { address, into: name => join(directory, name) })));
} finally {
  await browser.close();
}
