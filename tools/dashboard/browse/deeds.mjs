// What a person does on the pages: the emergency stop by keyboard alone, and a proposal from its form to its approval.

export async function stop(open, _, reason = "the browser test says so") {
  const { page, errors } = await open("risk");
  await page.locator("#stop").focus();
  await page.keyboard.press("Enter");
  await page.locator("#stop-dialog[open]").waitFor();
  await page.locator("#stop-dialog input[name=reason]").fill(reason);
  await page.getByRole("button", { name: "Cancel everything and halt" }).focus();
  await page.keyboard.press("Enter");
  await page.locator("#said.shown").waitFor();
  const said = await page.locator("#said").textContent();
  await page.waitForFunction(() => document.querySelector("#status")?.textContent.includes("No order is open"), null, { timeout: 40_000 });
  return { said, status: (await page.locator("#status").innerText()).replaceAll("\n", " "), errors };
}

export async function approve(open) {
  const { page, errors } = await open("settings");
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
