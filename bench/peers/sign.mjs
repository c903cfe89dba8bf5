// Times the official SDK from an order's price and size to the body of its request and the header that proves it.
// Prints one JSON line per signer the SDK takes: {"signer", "count", "p50", "p99", "max"} in microseconds.
import { Wallet } from "@ethersproject/wallet";
import { Chain, OrderBuilder, OrderType, Side, SignatureTypeV2, createL2Headers, orderToJsonV2 } from "@polymarket/clob-client-v2";
import { createWalletClient, http } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { polygon } from "viem/chains";

// The first public test account of every local EVM node.
const key = "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";
const credential = { key: "00000000-0000-0000-0000-000000000001", secret: "__79_Pv6-fj39vX08_Lx8O_u7ezr6uno5-bl5OPi4eA=", passphrase: "phrase" };
const intent = {
  tokenID: "104239898038807136052399800151408521467737075933964991162589336683346093173875",
  price: 0.47,
  size: 20,
  side: Side.BUY,
};
const warmUp = Number(process.argv[2] ?? 500);
const measured = Number(process.argv[3] ?? 2000);

const signers = {
  viem: createWalletClient({ account: privateKeyToAccount(key), chain: polygon, transport: http("http://127.0.0.1:1") }),
  ethers: new Wallet(key),
};

async function prepare(builder, signer) {
  const order = await builder.buildOrder(intent, { tickSize: "0.01", negRisk: false }, 2);
  const body = JSON.stringify(orderToJsonV2(order, credential.key, OrderType.GTC, true, false));
  return createL2Headers(signer, credential, { method: "POST", requestPath: "/order", body });
}

for (const [name, signer] of Object.entries(signers)) {
  const builder = new OrderBuilder(signer, Chain.POLYGON, SignatureTypeV2.EOA);
  for (let round = 0; round < warmUp; round++) {
    await prepare(builder, signer);
  }

  const micros = new Float64Array(measured);
  for (let round = 0; round < measured; round++) {
    const started = process.hrtime.bigint();
    await prepare(builder, signer);
    micros[round] = Number(process.hrtime.bigint() - started) / 1000;
  }

  micros.sort();
  const at = (share) => Number(micros[Math.min(measured - 1, Math.floor(share * measured))].toFixed(2));
  console.log(JSON.stringify({ signer: name, count: measured, p50: at(0.5), p99: at(0.99), max: at(1) }));
}
