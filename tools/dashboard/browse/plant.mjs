// Shows that the looks can fail: plants faults in a page of the running system and says which are found. The page keeps its own policy.
import { unreached } from "./keyboard.mjs";
import { violations } from "./violations.mjs";

export async function plant(open) {
  const { context, page, errors } = await open("risk");
  const clean = await violations(context, page);
  await page.evaluate(() => {
    const main = document.getElementById("main");
    const unlabelled = document.createElement("input");
    unlabelled.id = "planted-input";
    const faint = document.createElement("p");
    faint.id = "planted-text";
    faint.textContent = "nobody can read this";
    // Set by script, as the page's policy forbids style attributes in its text.
    faint.style.color = "#777777";
    faint.style.backgroundColor = "#808080";
    const unreachable = document.createElement("button");
    unreachable.id = "planted-button";
    unreachable.textContent = "no keyboard comes here";
    unreachable.tabIndex = -1;
    main.append(unlabelled, faint, unreachable);
  });
  const planted = await violations(context, page);
  return { clean, planted, unreached: await unreached(page), errors };
}
