// Keeps the page's panels as the worker shows them, and says so when nothing comes any more.
"use strict";
{
  const page = document.body.dataset.page;
  const lost = document.getElementById("lost");
  const silentAfter = 3000;
  let heardAt = Date.now();
  let pause = 500;
  let refused = "";

  function take(message) {
    heardAt = Date.now();
    pause = 500;
    for (const [id, html] of Object.entries(message.panels)) {
      const element = document.querySelector(`[data-panel="${id}"]`);
      if (element) morph(element, html);
    }
    document.body.dataset.sequence = message.sequence;
    document.body.classList.toggle("stale", document.querySelector(".statusline")?.dataset.stale === "true");
    charts.look();
  }

  async function isLoggedOut() {
    try {
      return (await fetch(location.pathname, { redirect: "manual", headers: { Accept: "text/html" } })).type === "opaqueredirect";
    } catch {
      return false;
    }
  }

  function connect() {
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(`${scheme}//${location.host}/live/${page}${document.body.dataset.query}`);
    socket.onmessage = event => take(JSON.parse(event.data));
    socket.onclose = async event => {
      refused = await isLoggedOut() ? "You are no longer logged in: load the page anew." : event.reason;
      // Slower each time, so that a worker that starts is not crowded.
      setTimeout(connect, pause);
      pause = Math.min(pause * 2, 5000);
    };
  }

  function watch() {
    const silence = Date.now() - heardAt;
    lost.hidden = silence < silentAfter;
    if (!lost.hidden) {
      document.body.classList.add("stale");
      lost.textContent = `No news from the worker for ${Math.round(silence / 1000)} s: every figure below is old. Trying to connect again. ${refused}`;
    }
  }

  if (page) {
    connect();
    setInterval(watch, 500);
  }
}
