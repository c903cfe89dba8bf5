// The seven pages, by the name their pictures and findings have.
export const pages = { overview: "", bots: "bots", performance: "performance", positions: "positions", orders: "orders", risk: "risk", settings: "settings" };
