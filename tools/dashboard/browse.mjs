// Drives the dashboard in a real browser. Usage: node browse.mjs look|stop|approve ADDRESS [DIRECTORY]
// Prints one line of JSON with what it found; the test judges it.
import { createRequire } from "node:module";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";

const [task, address, directory] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const pages = ["", "bots", "performance", "positions", "orders", "risk", "settings"];
const patience = 20_000;

async function open(browser, path, scheme, size) {
  const context = await browser.newContext({ colorScheme: scheme, viewport: size, bypassCSP: false, reducedMotion: "reduce" });
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  const errors = [];
  page.on("console", message => message.type() === "error" && errors.push(message.text()));
  page.on("pageerror", error => errors.push(String(error)));
  const began = Date.now();
  await page.goto(new URL(path, address).href);
  await page.waitForFunction(() => document.body.dataset.sequence > 0);
  return { context, page, errors, took: Date.now() - began };
}

// How many pixels of each chart are coloured: neither transparent nor grey.
const pixels = page => page.evaluate(() => Object.fromEntries([...document.querySelectorAll("[data-chart]")].map(chart => {
  const canvas = chart.querySelector("canvas");
  if (!canvas) return [chart.id, -1];
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  let coloured = 0;
  for (let at = 0; at < data.length; at += 4) {
    const [red, green, blue, alpha] = data.subarray(at, at + 4);
    if (alpha > 20 && Math.max(red, green, blue) - Math.min(red, green, blue) > 40) coloured++;
  }
  return [chart.id, coloured];
})));

// The rules run in a world of their own, so that the page's policy stays as strict as it is for people.
async function violations(context, page) {
  const session = await context.newCDPSession(page);
  const { frameTree } = await session.send("Page.getFrameTree");
  const { executionContextId } = await session.send("Page.createIsolatedWorld", { frameId: frameTree.frame.id });
  await session.send("Runtime.evaluate", { expression: axe, contextId: executionContextId });
  const { result, exceptionDetails } = await session.send("Runtime.evaluate", {
    contextId: executionContextId, awaitPromise: true, returnByValue: true,
    expression: `axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "best-practice"] })
      .then(found => found.violations.map(rule => rule.id + ": " + rule.nodes.slice(0, 3).map(node => node.target.join(" ") + " " + (node.any[0]?.message ?? "")).join("; ")))`,
  });
  if (exceptionDetails) throw new Error(exceptionDetails.text + " " + (exceptionDetails.exception?.description ?? ""));
  return result.value;
}

async function look(browser) {
  const found = [];
  for (const path of pages) {
    const { context, page, errors, took } = await open(browser, path, "dark", { width: 1280, height: 900 });
    const before = await page.evaluate(() => Number(document.body.dataset.sequence));
    await page.waitForFunction(last => Number(document.body.dataset.sequence) > last, before);
    const seen = { page: path || "overview", took, charts: await pixels(page), violations: await violations(context, page) };
    const paint = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? -1);
    if (directory) {
      mkdirSync(directory, { recursive: true });
      await page.screenshot({ path: join(directory, `${seen.page}.png`), fullPage: path !== "settings" });
    }
    await page.emulateMedia({ colorScheme: "light" });
    const light = (await violations(context, page)).map(text => "light: " + text);
    await page.setViewportSize({ width: 390, height: 800 });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    found.push({ ...seen, paint, overflow, violations: [...seen.violations, ...light], errors });
    await context.close();
  }
  return found;
}

async function stop(browser) {
  const { page, errors } = await open(browser, "risk", "dark", { width: 1280, height: 900 });
  await page.keyboard.press("Tab");
  await page.locator("#stop").focus();
  await page.keyboard.press("Enter");
  await page.locator("#stop-dialog[open]").waitFor();
  await page.locator("#stop-dialog input[name=reason]").fill("the browser test says so");
  await page.getByRole("button", { name: "Cancel everything and halt" }).click();
  await page.locator("#said.shown").waitFor();
  const said = await page.locator("#said").textContent();
  await page.waitForFunction(() => document.querySelector("#status")?.textContent.includes("No order is open"), null, { timeout: 40_000 });
  return { said, status: (await page.locator("#status").innerText()).replaceAll("\n", " "), errors };
}

async function approve(browser) {
  const { page, errors } = await open(browser, "settings", "dark", { width: 1280, height: 900 });
  page.on("dialog", dialog => dialog.accept());
  const form = page.locator("#propose");
  await form.locator("textarea").fill("engine.asymmetric.entrySize=12");
  await form.locator("[name=why]").fill("the browser test says so");
  await form.locator("[name=atOnce]").check();
  await form.getByRole("button", { name: "Propose" }).click();
  const row = page.locator("#proposals tbody tr").filter({ hasText: "the browser test says so" });
  await row.getByRole("button", { name: "Approve" }).click();
  await row.locator(".badge", { hasText: "approved" }).waitFor();
  return { row: (await row.innerText()).replaceAll("\n", " "), errors };
}

const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
try {
  console.log(JSON.stringify(await { look, stop, approve }[task](browser)));
} finally {
  await browser.close();
}
