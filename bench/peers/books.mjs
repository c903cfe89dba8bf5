// Replays the frames of a trace into books as a plain client does: JSON.parse, and one Map from price to size a side.
// Usage: node books.mjs TRACE.jsonl.gz. Prints one JSON line a variant: {"variant", "framesPerSecond", "touch"}, of the best pass by processor time, with
// the best prices of both books at the end. The first variant only keeps the books; the second looks up the best prices after each
// frame, as whoever quotes must.
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

const warmUp = 20;
const measured = 40;

// By the venue's own time, so that late frames do not matter to a replay that knows nothing of them.
const frames = gunzipSync(readFileSync(process.argv[2])).toString("latin1").trim().split("\n")
  .map((text) => ({ bytes: Buffer.from(text), time: Number(JSON.parse(text).timestamp) }))
  .sort((a, b) => a.time - b.time)
  .map((frame) => frame.bytes);

let books;

function bookOf(token) {
  let book = books.get(token);
  if (book === undefined) {
    book = { bids: new Map(), asks: new Map() };
    books.set(token, book);
  }

  return book;
}

function apply(frame) {
  if (frame.event_type === "book") {
    const book = bookOf(frame.asset_id);
    book.bids.clear();
    book.asks.clear();
    for (const level of frame.bids) {
      book.bids.set(level.price, Number(level.size));
    }

    for (const level of frame.asks) {
      book.asks.set(level.price, Number(level.size));
    }
  } else if (frame.event_type === "price_change") {
    for (const change of frame.price_changes) {
      const book = bookOf(change.asset_id);
      const side = change.side === "BUY" ? book.bids : book.asks;
      const size = Number(change.size);
      if (size === 0) {
        side.delete(change.price);
      } else {
        side.set(change.price, size);
      }
    }
  }
}

function touchOf(book) {
  let bid = 0;
  let ask = 1;
  for (const price of book.bids.keys()) {
    bid = Math.max(bid, Number(price));
  }

  for (const price of book.asks.keys()) {
    ask = Math.min(ask, Number(price));
  }

  return `${bid}/${ask}`;
}

const touches = () => [...books.values()].map(touchOf).join(" ");

function measure(variant, afterFrame) {
  let best = Infinity;
  for (let pass = 0; pass < warmUp + measured; pass++) {
    books = new Map();
    const began = process.cpuUsage();
    for (const frame of frames) {
      apply(JSON.parse(frame.toString()));
      afterFrame();
    }

    const used = process.cpuUsage(began);
    const seconds = (used.user + used.system) / 1e6;
    best = pass < warmUp ? best : Math.min(best, seconds);
  }

  console.log(JSON.stringify({ variant, framesPerSecond: Math.round(frames.length / best), touch: touches() }));
}

measure("node, JSON.parse and Map", () => {});
measure("node, the same and best prices after each frame", touches);
