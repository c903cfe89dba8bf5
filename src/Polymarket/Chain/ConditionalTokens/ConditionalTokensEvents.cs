using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Chain.Abi;
using PolyCloud.Polymarket.Chain.Transactions;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Chain.ConditionalTokens;

/// <summary>What a log of the conditional-tokens contract tells.</summary>
public enum ConditionalTokensEventKind : byte
{
    Split,
    Merge,
    Redemption,
    Resolution,
    Transfer,
}

/// <summary>A decoded log.</summary>
/// <param name="Condition">Zero for a transfer.</param>
/// <param name="Token">Of a transfer.</param>
/// <param name="Amount">Millionths: sets split or merged, dollars paid, tokens moved; 0 for a resolution.</param>
public readonly record struct ConditionalTokensEvent(ConditionalTokensEventKind Kind, Hash256 Condition, UInt256 Token, long Amount)
{
    private static readonly Hash256 SplitTopic = Topic("PositionSplit(address,address,bytes32,bytes32,uint256[],uint256)");
    private static readonly Hash256 MergeTopic = Topic("PositionsMerge(address,address,bytes32,bytes32,uint256[],uint256)");
    private static readonly Hash256 RedemptionTopic = Topic("PayoutRedemption(address,address,bytes32,bytes32,uint256[],uint256)");
    private static readonly Hash256 ResolutionTopic = Topic("ConditionResolution(bytes32,address,bytes32,uint256,uint256[])");
    private static readonly Hash256 SingleTopic = Topic("TransferSingle(address,address,address,uint256,uint256)");
    private static readonly Hash256 BatchTopic = Topic("TransferBatch(address,address,address,uint256[],uint256[])");

    /// <summary>Adds what the log tells, several for a batch of transfers; nothing where it is of another kind or malformed.</summary>
    public static void Read(ChainLog log, List<ConditionalTokensEvent> events)
    {
        var words = new AbiWords(log.Data.Span);
        if (log.Topics.Count != 4)
        {
            return;
        }

        if (log.Topics[0] == SplitTopic && words.TryAmount(2, out var amount))
        {
            // Indexed: stakeholder, parent, condition. Data: collateral, offset of the partition, amount.
            events.Add(new(ConditionalTokensEventKind.Split, log.Topics[3], default, amount));
        }
        else if (log.Topics[0] == MergeTopic && words.TryAmount(2, out amount))
        {
            events.Add(new(ConditionalTokensEventKind.Merge, log.Topics[3], default, amount));
        }
        else if (log.Topics[0] == RedemptionTopic && words.TryHash(0, out var condition) && words.TryAmount(2, out amount))
        {
            // Indexed: redeemer, collateral, parent. Data: condition, offset of the index sets, payout.
            events.Add(new(ConditionalTokensEventKind.Redemption, condition, default, amount));
        }
        else if (log.Topics[0] == ResolutionTopic)
        {
            events.Add(new(ConditionalTokensEventKind.Resolution, log.Topics[1], default, 0));
        }
        else if (log.Topics[0] == SingleTopic && words.TryHash(0, out var token) && words.TryAmount(1, out amount))
        {
            events.Add(new(ConditionalTokensEventKind.Transfer, default, Number(token), amount));
        }
        else if (log.Topics[0] == BatchTopic)
        {
            ReadBatch(words, events);
        }
    }

    private static void ReadBatch(AbiWords words, List<ConditionalTokensEvent> events)
    {
        if (!words.TryAmount(0, out var tokens) || !words.TryAmount(1, out var amounts)
            || !words.TryAmount((int)Math.Min(tokens / AbiEncoder.WordBytes, int.MaxValue), out var count) || count > words.Count)
        {
            return;
        }

        var (firstToken, firstAmount) = ((int)(tokens / AbiEncoder.WordBytes) + 1, (int)Math.Min(amounts / AbiEncoder.WordBytes, words.Count) + 1);
        for (var index = 0; index < count; index++)
        {
            if (words.TryHash(firstToken + index, out var token) && words.TryAmount(firstAmount + index, out var amount))
            {
                events.Add(new(ConditionalTokensEventKind.Transfer, default, Number(token), amount));
            }
        }
    }

    private static UInt256 Number(in Hash256 word) => new(word.A, word.B, word.C, word.D);

    private static Hash256 Topic(string signature) => Hash256.FromBytes(Keccak256.HashText(signature));
}
