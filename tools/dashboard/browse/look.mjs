// What can be found out by looking: errors, drawn charts, accessibility, width on a phone, reach of the keyboard, requests to elsewhere.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { pages } from "./catalog.mjs";
import { unreached } from "./keyboard.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

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

// Every part of the page is brought up to date, not only the first.
async function nextBeat(page) {
  const before = await page.evaluate(() => Number(document.body.dataset.sequence));
  await page.waitForFunction(last => Number(document.body.dataset.sequence) > last, before);
}

async function lookAt(open, name, path) {
  const { context, page, errors, abroad } = await open(path);
  await nextBeat(page);
  const paint = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? -1);
  const dark = await violations(context, page);
  const found = { page: name, paint, charts: await pixels(page), unreached: await unreached(page), errors, abroad };
  await page.emulateMedia({ colorScheme: "light" });
  const light = (await violations(context, page)).map(text => "light: " + text);
  await page.setViewportSize({ width: 390, height: 800 });
  await nextBeat(page);
  found.overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  const phone = (await violations(context, page)).map(text => "phone: " + text);
  await context.close();
  return { ...found, violations: [...dark, ...light, ...phone] };
}

export async function look(open) {
  const found = [];
  for (const [name, path] of Object.entries(pages)) found.push(await lookAt(open, name, path));
  return found;
}
