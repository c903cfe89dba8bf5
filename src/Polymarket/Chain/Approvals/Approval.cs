using PolyCloud.Polymarket.Chain.Contracts;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Chain.Approvals;

/// <summary>One permission a wallet gives: a contract may take dollars, or move outcome tokens.</summary>
/// <param name="Token">The dollar's contract, or that of the outcome tokens.</param>
/// <param name="IsOperator">True: all outcome tokens; false: an allowance of dollars.</param>
/// <param name="SpenderName">For people.</param>
public sealed record Approval(EthereumAddress Token, EthereumAddress Spender, bool IsOperator, string SpenderName)
{
    /// <summary>What gives it, without limit.</summary>
    public ChainCall Grant() => new(Token, IsOperator ? TokenCalls.ApproveAll(Spender) : TokenCalls.Approve(Spender, TokenCalls.Unlimited));

    /// <summary>What the venue's own client approves (its actions/approvals): all that trading, sets and redemption need.</summary>
    public static IReadOnlyList<Approval> Required(ContractAddresses contracts) =>
    [
        new(contracts.Collateral, contracts.Exchange, false, "exchange"),
        new(contracts.Collateral, contracts.NegativeRiskExchange, false, "multi-outcome exchange"),
        new(contracts.Collateral, contracts.CollateralAdapter, false, "collateral adapter"),
        new(contracts.Collateral, contracts.NegativeRiskCollateralAdapter, false, "multi-outcome collateral adapter"),
        new(contracts.Collateral, contracts.PositionRouter, false, "position router"),
        new(contracts.Collateral, contracts.PositionExchange, false, "position exchange"),
        new(contracts.ConditionalTokens, contracts.Exchange, true, "exchange"),
        new(contracts.ConditionalTokens, contracts.NegativeRiskExchange, true, "multi-outcome exchange"),
        new(contracts.ConditionalTokens, contracts.CollateralAdapter, true, "collateral adapter"),
        new(contracts.ConditionalTokens, contracts.NegativeRiskCollateralAdapter, true, "multi-outcome collateral adapter"),
        new(contracts.ConditionalTokens, contracts.AutoRedeemer, true, "auto-redeemer"),
        new(contracts.PositionManager, contracts.PositionRouter, true, "position router"),
        new(contracts.PositionManager, contracts.PositionExchange, true, "position exchange"),
        new(contracts.PositionManager, contracts.AutoRedeemer, true, "auto-redeemer"),
    ];
}
