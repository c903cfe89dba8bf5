using PolyCloud.Engine.Values;
using PolyCloud.Exchange;
using PolyCloud.Exchange.Contract;
using PolyCloud.Simulator.Verification;

namespace PolyCloud.Simulator.Relayer;

/// <summary>
/// Carries wallets' calls out on the exchange's accounts: split, merge and redeem of the adapters and the router. Approvals succeed
/// and change nothing. The venue pays winners by itself, so a redemption finds nothing left and pays nothing.
/// </summary>
internal sealed class ContractExecution(ExchangeVenue exchange)
{
    private const string Reverted = "execution reverted: SafeMath: subtraction overflow";

    private static readonly WalletAddress[] Callable =
    [
        ChainAddresses.CollateralAdapter, ChainAddresses.NegativeRiskCollateralAdapter, ChainAddresses.NegativeRiskAdapter,
        ChainAddresses.PositionRouter, ChainAddresses.Collateral, ChainAddresses.ConditionalTokens, ChainAddresses.PositionManager,
    ];

    /// <summary>The relayer calls these contracts and no other.</summary>
    public static bool IsAllowed(WalletAddress target) => Callable.Contains(target);

    /// <summary>Why the calls would revert, or null. Nothing changes.</summary>
    public string? Refusal(AccountId account, IReadOnlyList<WalletCall> calls)
    {
        try
        {
            return FirstRefusal(account, calls);
        }
        catch (FormatException unreadable)
        {
            return "execution reverted: " + unreadable.Message;
        }
    }

    /// <summary>Does all or, where one call would revert, nothing; returns why.</summary>
    public string? Execute(AccountId account, IReadOnlyList<WalletCall> calls)
    {
        if (Refusal(account, calls) is { } refusal)
        {
            return refusal;
        }

        foreach (var call in calls)
        {
            if (Change(call) is { } change)
            {
                var (set, listing, units) = change;
                var done = set > 0 ? exchange.SplitSets(account, listing, new Size(units)) : exchange.MergeSets(account, listing, new Size(units));
                if (!done)
                {
                    throw new InvalidOperationException("A call that was found to succeed did not.");
                }
            }
        }

        return null;
    }

    // Each call finds what the earlier ones of the same transaction left.
    private string? FirstRefusal(AccountId account, IReadOnlyList<WalletCall> calls)
    {
        var dollars = exchange.Collateral(account).Micros;
        Dictionary<ListingId, long> minted = [];
        foreach (var call in calls)
        {
            if (Change(call) is not { } change)
            {
                if (RefusalOfOther(new CallData(call.Data)) is { } refusal)
                {
                    return refusal;
                }

                continue;
            }

            var (set, listing, units) = change;
            var extra = minted.GetValueOrDefault(listing);
            var sets = Math.Min(exchange.Tokens(account, listing, Outcome.Up).Units, exchange.Tokens(account, listing, Outcome.Down).Units) + extra;
            if (units == 0 || (set > 0 ? dollars < units : sets < units) || exchange.Listings[listing.Slot].Winner is not null)
            {
                return Reverted;
            }

            dollars -= set * units;
            minted[listing] = extra + (set * units);
        }

        return null;
    }

    private string? RefusalOfOther(CallData data) =>
        data.Calls("approve(address,uint256)") || data.Calls("setApprovalForAll(address,bool)") ? null
        : !IsRedemption(data) ? "execution reverted"
        : Find(data) is { Winner: not null } ? null
        : "execution reverted: result for condition not received yet";

    // A split is +1, a merge -1; null is neither, or of a market nobody knows.
    private (int Set, ListingId Listing, long Units)? Change(WalletCall call)
    {
        var data = new CallData(call.Data);
        var set = Calls(data, "splitPosition", "split") ? 1 : Calls(data, "mergePositions", "merge") ? -1 : 0;
        return set != 0 && Find(data) is { } market ? (set, market.Id, data.Amount(IsAdapter(data) ? 4 : 1)) : null;
    }

    private static bool Calls(CallData data, string adapter, string router) =>
        data.Calls(adapter + "(address,bytes32,bytes32,uint256[],uint256)") || data.Calls(adapter + "(bytes32,uint256)") || data.Calls(router + "(bytes31,uint256)");

    private static bool IsRedemption(CallData data) =>
        data.Calls("redeemPositions(address,bytes32,bytes32,uint256[])") || data.Calls("redeemPositions(bytes32,uint256[])") || data.Calls("redeem(bytes31,uint256,uint256)");

    private static bool IsAdapter(CallData data) =>
        data.Calls("splitPosition(address,bytes32,bytes32,uint256[],uint256)")
        || data.Calls("mergePositions(address,bytes32,bytes32,uint256[],uint256)")
        || data.Calls("redeemPositions(address,bytes32,bytes32,uint256[])");

    private Listing? Find(CallData data)
    {
        var condition = data.Hash(IsAdapter(data) ? 2 : 0).ToString();
        return exchange.Listings.FirstOrDefault(listing => string.Equals(listing.Spec.ConditionId, condition, StringComparison.OrdinalIgnoreCase));
    }
}
