// Drives the official client from outside: one JSON request a line on standard input, one JSON answer a line on standard output.
//   {"id":1,"open":"name","options":{…}}          makes a client; options.privateKey becomes its signer
//   {"id":2,"client":"name","method":"…","args":[…]}   calls a method of it and prints what it gives back
//   {"id":3,"client":"name","sign":{…},"options":{…},"salt":n,"timestamp":ms}   makes a signed order with chosen salt and time
import { ClobClient } from "@polymarket/clob-client-v2";
import { createInterface } from "node:readline";
import { createWalletClient, http } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { polygon } from "viem/chains";

const clients = new Map();

function open({ privateKey, funderAddress, ...options }) {
  const account = privateKeyToAccount(privateKey);
  const signer = createWalletClient({ account, chain: polygon, transport: http("http://127.0.0.1:1") });
  return new ClobClient({ chain: 137, signer, funderAddress: funderAddress ?? undefined, ...options });
}

// The client draws the salt as round(random × now); with now fixed to the time wanted, random is chosen to give the salt wanted.
async function signFixed(client, { sign, options, salt, timestamp, market }) {
  const { random } = Math;
  const { now } = Date;
  Math.random = () => salt / timestamp;
  Date.now = () => timestamp;
  try {
    return await (market ? client.createMarketOrder(sign, options) : client.createOrder(sign, options));
  } finally {
    Math.random = random;
    Date.now = now;
  }
}

async function answer(request) {
  if (request.open) {
    clients.set(request.open, open(request.options));
    return null;
  }
  const client = clients.get(request.client);
  return request.sign ? signFixed(client, request) : client[request.method](...request.args);
}

// The client logs what the venue refuses; standard output carries answers only.
console.log = console.error;
for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  answer(request).then(
    (result) => process.stdout.write(`${JSON.stringify({ id: request.id, result: result === undefined ? null : result })}\n`),
    (fault) => process.stdout.write(`${JSON.stringify({ id: request.id, thrown: String(fault?.message ?? fault) })}\n`),
  );
}
