using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Chain.Abi;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Chain.Contracts;

/// <summary>
/// Calls of the router and the position manager, for markets whose tokens are position ids. Their condition is 31 bytes; as 32 bytes
/// it has a zero behind, which is also how the contracts encode it.
/// </summary>
public static class PositionRouterCalls
{
    private static readonly AbiFunction SplitFunction = new("split(bytes31,uint256)");
    private static readonly AbiFunction MergeFunction = new("merge(bytes31,uint256)");
    private static readonly AbiFunction RedeemFunction = new("redeem(bytes31,uint256,uint256)");
    private static readonly AbiFunction PayoutFunction = new("getPayout(uint256,uint256)");

    /// <exception cref="ArgumentException">The condition is longer than 31 bytes.</exception>
    public static byte[] Split(in Hash256 condition, long amount) => SplitFunction.Call(new AbiEncoder().Word(Short(condition)).Number(amount));

    /// <exception cref="ArgumentException">The condition is longer than 31 bytes.</exception>
    public static byte[] Merge(in Hash256 condition, long amount) => MergeFunction.Call(new AbiEncoder().Word(Short(condition)).Number(amount));

    /// <exception cref="ArgumentException">The condition is longer than 31 bytes.</exception>
    public static byte[] Redeem(in Hash256 condition, Outcome outcome, long amount) =>
        RedeemFunction.Call(new AbiEncoder().Word(Short(condition)).Number(outcome == Outcome.Up ? 0 : 1).Number(amount));

    /// <summary>What this many tokens pay: reverts while undecided, 0 for the loser.</summary>
    public static byte[] Payout(in UInt256 position, long amount) => PayoutFunction.Call(new AbiEncoder().Number(position).Number(amount));

    private static Hash256 Short(in Hash256 condition) => (condition.D & 0xFF) == 0
        ? condition
        : throw new ArgumentException("The condition of a position market has 31 bytes: the last of 32 must be zero.", nameof(condition));
}
