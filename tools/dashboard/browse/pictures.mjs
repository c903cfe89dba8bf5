// Pictures of every page for the guide: dark, Overview and Positions also light, Overview also as a phone shows it and after an emergency stop.
import { pages } from "./catalog.mjs";
import { stop } from "./deeds.mjs";

const tallest = 1500;

// Enough of a window to see how price, fair value and quotes went, and not yet its end.
const isWellIntoAWindow = () => {
  const { x } = JSON.parse(document.querySelector("#window-chart")?.dataset.chart ?? '{"x":[]}');
  return x.length > 1 && x.at(-1) - x[0] > 150 && x.at(-1) - x[0] < 200;
};

async function take(open, path, file, options = {}) {
  const { context, page } = await open(path, options);
  if (path === pages.positions) await page.waitForFunction(isWellIntoAWindow, null, { timeout: 120_000 });
  await page.waitForTimeout(1500);
  // As tall as the page, so that nothing that sticks to the edge of a screen lies over the middle of the picture.
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width: options.width ?? 1280, height: Math.min(height, options.height ?? tallest) });
  await page.waitForTimeout(1000);
  await page.screenshot({ path: file });
  await context.close();
}

export async function pictures(open, { into }) {
  for (const [name, path] of Object.entries(pages)) await take(open, path, into(`${name}.png`));
  await take(open, pages.overview, into("overview-light.png"), { scheme: "light" });
  await take(open, pages.positions, into("positions-light.png"), { scheme: "light" });
  await take(open, "performance?range=24h", into("performance-range.png"));
  await take(open, pages.overview, into("overview-phone.png"), { width: 390, height: 844 });
  await stop(open, null, "prices look wrong");
  await take(open, pages.overview, into("overview-halted.png"), { height: 620 });
  return Object.keys(pages);
}
