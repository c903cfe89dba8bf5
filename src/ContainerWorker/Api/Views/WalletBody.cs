using PolyCloud.ReadModel.Snapshots;

namespace PolyCloud.ContainerWorker.Api.Views;

/// <summary>Tokens held of one window.</summary>
public sealed record TokenBalanceBody(string Market, string Outcome, decimal Shares, decimal ConfirmedShares);

/// <summary>What the wallet holds, as the venue and the executions say.</summary>
/// <param name="CollateralUsd">Spendable: the smaller of balance and allowance, less what buys have spent since it was asked.</param>
/// <param name="CommittedUsd">Cost of positions and open buys.</param>
public sealed record WalletBody(string AsOf, decimal CollateralUsd, decimal CommittedUsd, IReadOnlyList<TokenBalanceBody> Tokens)
{
    internal static WalletBody Of(TradingSnapshot snapshot)
    {
        var tokens = new List<TokenBalanceBody>();
        foreach (var view in snapshot.Markets.Select(static market => market.View))
        {
            foreach (var (name, held) in ((string, Engine.Reports.OutcomeView)[])[("up", view.Up), ("down", view.Down)])
            {
                if (held.Provisional.IsPositive || held.Confirmed.IsPositive)
                {
                    tokens.Add(new TokenBalanceBody(view.Spec.Slug, name, Words.Shares(held.Provisional), Words.Shares(held.Confirmed)));
                }
            }
        }

        return new WalletBody(snapshot.At.ToString(), Words.Dollars(snapshot.Risk.Collateral), Words.Dollars(snapshot.Risk.Committed), tokens);
    }
}

/// <summary>One split, merge or redemption on chain.</summary>
/// <param name="Reference">A transaction's hash or the relayer's id; null until somebody took it.</param>
public sealed record OperationBody(string Id, string Kind, string State, string Market, decimal AmountShares, decimal GasUsd, string? Reference, string Updated)
{
    internal static OperationBody Of(OperationSnapshot operation) => new(
        operation.Id, Words.Label(operation.Kind), Words.Label(operation.State), operation.Slug, Words.Shares(operation.Amount), Words.Dollars(operation.Gas),
        operation.Reference.Length == 0 ? null : operation.Reference, operation.Updated.ToString());
}

/// <summary>A wish to move money.</summary>
/// <param name="Move">top-up or rebalance.</param>
/// <param name="State">proposed, approved or rejected.</param>
public sealed record MoveBody(string Id, string Move, decimal AmountUsd, string Why, string ProposedBy, string ProposedAt, string State, string? DecidedBy, string? DecidedAt)
{
    internal static MoveBody Of(WalletProposal proposal) => new(
        proposal.Id, Words.Label(proposal.Move), Words.Dollars(proposal.Amount), proposal.Why, proposal.ProposedBy, proposal.ProposedAt.ToString(), Words.Label(proposal.State),
        proposal.State == ProposalState.Proposed ? null : proposal.DecidedBy, proposal.State == ProposalState.Proposed ? null : proposal.DecidedAt.ToString());
}
