using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Chain.Abi;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Chain.Contracts;

/// <summary>
/// Calls of the conditional-tokens contract. The collateral adapters take the very same calls for splitting, merging and redeeming,
/// with the venue's own dollar as collateral.
/// </summary>
public static class ConditionalTokensCalls
{
    public static AbiFunction SplitFunction { get; } = new("splitPosition(address,bytes32,bytes32,uint256[],uint256)");

    public static AbiFunction MergeFunction { get; } = new("mergePositions(address,bytes32,bytes32,uint256[],uint256)");

    public static AbiFunction RedeemFunction { get; } = new("redeemPositions(address,bytes32,bytes32,uint256[])");

    private static readonly AbiFunction PrepareFunction = new("prepareCondition(address,bytes32,uint256)");
    private static readonly AbiFunction ReportFunction = new("reportPayouts(bytes32,uint256[])");
    private static readonly AbiFunction DenominatorFunction = new("payoutDenominator(bytes32)");
    private static readonly AbiFunction NumeratorFunction = new("payoutNumerators(bytes32,uint256)");

    // Index sets of a market with two outcomes: the first (Up), the second (Down).
    private static readonly UInt256[] BothOutcomes = [UInt256.From(1), UInt256.From(2)];

    /// <summary>Collateral becomes as many tokens of each outcome.</summary>
    /// <param name="amount">Millionths.</param>
    public static byte[] Split(EthereumAddress collateral, in Hash256 condition, long amount) =>
        SplitFunction.Call(Positions(collateral, condition).Number(amount));

    /// <summary>As many tokens of each outcome become collateral again.</summary>
    /// <param name="amount">Millionths.</param>
    public static byte[] Merge(EthereumAddress collateral, in Hash256 condition, long amount) =>
        MergeFunction.Call(Positions(collateral, condition).Number(amount));

    /// <summary>Pays out the whole balance of both outcomes once the condition is resolved.</summary>
    public static byte[] Redeem(EthereumAddress collateral, in Hash256 condition) => RedeemFunction.Call(Positions(collateral, condition));

    /// <summary>Opens a condition with two outcomes that <paramref name="oracle"/> will decide.</summary>
    public static byte[] Prepare(EthereumAddress oracle, in Hash256 question) =>
        PrepareFunction.Call(new AbiEncoder().Address(oracle).Word(question).Number(2));

    /// <summary>The oracle's decision: what each outcome is paid, in shares of their sum.</summary>
    public static byte[] Report(in Hash256 question, long first, long second) =>
        ReportFunction.Call(new AbiEncoder().Word(question).Numbers(UInt256.From((ulong)first), UInt256.From((ulong)second)));

    /// <summary>The sum of the numerators; zero until the condition is resolved.</summary>
    public static byte[] PayoutDenominator(in Hash256 condition) => DenominatorFunction.Call(new AbiEncoder().Word(condition));

    /// <param name="outcome">0 is the first outcome.</param>
    public static byte[] PayoutNumerator(in Hash256 condition, int outcome) =>
        NumeratorFunction.Call(new AbiEncoder().Word(condition).Number(outcome));

    private static AbiEncoder Positions(EthereumAddress collateral, in Hash256 condition) =>
        new AbiEncoder().Address(collateral).Word(default).Word(condition).Numbers(BothOutcomes);
}
