// The stored range of a page: waits until the charts of what is stored have been drawn.

export async function range(open) {
  const { page, errors } = await open("performance?range=24h");
  // What a script drew stays when the panel around it is brought up to date.
  const drawn = chart => document.querySelector(`#${chart} canvas`) !== null;
  for (const chart of ["drawdown-chart", "roi-chart", "prices-btc-chart"]) await page.waitForFunction(drawn, chart, { timeout: 150_000 });
  const found = { days: await page.locator("#days tbody tr").count(), bots: await page.locator("#table tbody tr").count(), note: (await page.locator("#range .note").innerText()).trim() };
  await page.goto(new URL("/?range=24h", page.url()).href);
  await page.waitForFunction(drawn, "pnl-chart");
  return { ...found, errors };
}
