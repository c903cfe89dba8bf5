// What can be found out by looking: errors, drawn charts, accessibility, width on a phone, reach of the keyboard, requests to elsewhere.
import { pages } from "./catalog.mjs";
import { unreached } from "./keyboard.mjs";
import { violations } from "./violations.mjs";

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
