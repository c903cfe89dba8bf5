// What a person without a mouse cannot get at: walks the page with Tab and compares with what could be clicked.

/** Descriptions of what was there from the first to the last step, visible and enabled, and never had a visible focus. */
export async function unreached(page) {
  await page.evaluate(() => {
    const selector = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
    window.candidates = [...document.querySelectorAll(selector)].filter(element => !element.disabled && element.checkVisibility() && !element.closest("dialog:not([open])"));
    window.reached = new Set();
    document.activeElement?.blur();
    document.addEventListener("focusin", event => {
      const style = getComputedStyle(event.target);
      if (style.outlineStyle !== "none" || style.boxShadow !== "none") window.reached.add(event.target);
    });
  });
  // Rows come and go while it walks: some steps more than there were places.
  const steps = await page.evaluate(() => Math.min(window.candidates.length + 30, 400));
  for (let step = 0; step < steps; step++) await page.keyboard.press("Tab");
  return page.evaluate(() => window.candidates
    .filter(element => element.isConnected && !element.disabled && element.checkVisibility() && !window.reached.has(element))
    .map(element => `${element.tagName.toLowerCase()} ${element.id || element.textContent.trim().slice(0, 40) || element.getAttribute("name")}`));
}
