// How old what a page shows is: a bot is moved through the API, and the time is taken from its answer until the open page shows it.

const rounds = 40;

async function move(address, verb) {
  const answer = await fetch(new URL(`/api/v1/bots/b0/${verb}`, address), {
    method: "POST", headers: { "Content-Type": "application/json", "Idempotency-Key": crypto.randomUUID() }, body: JSON.stringify({ reason: "how old are pages" }),
  });
  if (!answer.ok) throw new Error(`${verb}: ${answer.status} ${await answer.text()}`);
}

export async function age(open, { address }) {
  const { page } = await open("bots");
  const shown = [];
  for (let round = 0; round < rounds; round++) {
    const [verb, state] = round % 2 === 0 ? ["pause", "paused"] : ["resume", "active"];
    // At all moments of the page's beat.
    await page.waitForTimeout(1000 + (round * 97) % 700);
    await move(address, verb);
    const began = performance.now();
    await page.waitForFunction(wanted => document.querySelector("#list tbody .badge")?.textContent === wanted, state, { polling: "raf" });
    shown.push(Math.round(performance.now() - began));
  }
  shown.sort((one, other) => one - other);
  return { rounds, p50: shown[rounds / 2], p90: shown[Math.floor(rounds * 0.9)], max: shown.at(-1) };
}
