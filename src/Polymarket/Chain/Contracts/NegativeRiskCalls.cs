using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Chain.Abi;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Chain.Contracts;

/// <summary>Calls of the older adapter for multi-outcome events, which knows its collateral itself.</summary>
public static class NegativeRiskCalls
{
    private static readonly AbiFunction SplitFunction = new("splitPosition(bytes32,uint256)");
    private static readonly AbiFunction MergeFunction = new("mergePositions(bytes32,uint256)");
    private static readonly AbiFunction RedeemFunction = new("redeemPositions(bytes32,uint256[])");

    public static byte[] Split(in Hash256 condition, long amount) => SplitFunction.Call(new AbiEncoder().Word(condition).Number(amount));

    public static byte[] Merge(in Hash256 condition, long amount) => MergeFunction.Call(new AbiEncoder().Word(condition).Number(amount));

    /// <summary>Redeems these amounts of the first and the second outcome, in millionths.</summary>
    public static byte[] Redeem(in Hash256 condition, long first, long second) =>
        RedeemFunction.Call(new AbiEncoder().Word(condition).Numbers(UInt256.From((ulong)first), UInt256.From((ulong)second)));
}
