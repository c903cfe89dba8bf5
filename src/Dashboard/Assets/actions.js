// Sends forms without leaving the page, asks before dangerous ones, and says what became of them. Without this script the forms work as forms.
"use strict";
{
  const said = document.getElementById("said");
  let hiding = 0;

  function say(words, isGood) {
    said.textContent = words;
    said.className = isGood ? "good shown" : "bad shown";
    clearTimeout(hiding);
    hiding = setTimeout(() => said.classList.remove("shown"), 8000);
  }

  const token = () => document.querySelector("#act input[name=__RequestVerificationToken]");

  async function send(address, fields, isRetry = false) {
    fields.set("__RequestVerificationToken", token().value);
    const answer = await fetch(address, { method: "POST", body: new URLSearchParams(fields), headers: { Accept: "application/json" }, redirect: "manual" });
    if (answer.headers.get("X-Form-Stale") && !isRetry) {
      // The worker was started anew since this page was loaded.
      token().value = await (await fetch("/form-token")).text();
      return send(address, fields, true);
    }
    if (answer.status === 401) return { accepted: false, detail: "You are no longer logged in: open /login." };
    return (answer.headers.get("Content-Type") ?? "").includes("json") ? answer.json() : { accepted: false, detail: `The worker answered ${answer.status}.` };
  }

  const isOurs = address => new URL(address, location).pathname.startsWith("/act/");

  document.addEventListener("submit", async event => {
    const button = event.submitter;
    const address = button?.getAttribute("formaction") || event.target.getAttribute("action") || "";
    if (!isOurs(address)) return;
    event.preventDefault();
    if (button?.dataset.confirm && !confirm(button.dataset.confirm)) return;
    if (button) button.disabled = true;
    try {
      const { accepted, detail } = await send(address, new FormData(event.target));
      say((accepted ? "Done: " : "Not done: ") + detail, accepted);
      if (accepted && event.target.id === "propose") event.target.reset();
    } catch {
      say("Not done: the worker does not answer. Its missing heartbeats clear the orders at the venue.", false);
    } finally {
      if (button) button.disabled = false;
      document.getElementById("stop-dialog")?.close();
    }
  });

  const dialog = document.getElementById("stop-dialog");
  document.getElementById("stop")?.addEventListener("click", event => {
    if (!dialog?.showModal) return;
    event.preventDefault();
    dialog.showModal();
    dialog.querySelector("button.danger").focus();
  });
  dialog?.addEventListener("click", event => {
    if (event.target.matches("[data-close]")) {
      event.preventDefault();
      dialog.close();
    }
  });
}
