using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Chain.Abi;
using PolyCloud.Polymarket.Chain.ConditionalTokens;
using PolyCloud.Polymarket.Chain.Transactions;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Polymarket.Tests.Vectors;

namespace PolyCloud.Polymarket.Tests.Chain.ConditionalTokens;

public sealed class ConditionalTokensEventTests
{
    private static readonly Hash256 Condition = new(1, 2, 3, 4);

    [Theory]
    [InlineData("PositionSplit(address,address,bytes32,bytes32,uint256[],uint256)", ConditionalTokensEventKind.Split)]
    [InlineData("PositionsMerge(address,address,bytes32,bytes32,uint256[],uint256)", ConditionalTokensEventKind.Merge)]
    public void Sets_are_read_with_condition_and_amount(string signature, ConditionalTokensEventKind kind)
    {
        var data = new AbiEncoder().Address(default).Numbers(UInt256.From(1), UInt256.From(2)).Number(7_000_000).ToArray();
        Assert.Equal(new ConditionalTokensEvent(kind, Condition, default, 7_000_000), Assert.Single(Read(signature, data, default, default, Condition)));
    }

    [Fact]
    public void A_redemption_is_read_with_its_payout()
    {
        var data = new AbiEncoder().Word(Condition).Numbers(UInt256.From(1), UInt256.From(2)).Number(5).ToArray();
        Assert.Equal(
            new ConditionalTokensEvent(ConditionalTokensEventKind.Redemption, Condition, default, 5),
            Assert.Single(Read("PayoutRedemption(address,address,bytes32,bytes32,uint256[],uint256)", data, default, default, default)));
    }

    [Fact]
    public void A_resolution_names_its_condition() => Assert.Equal(
        Condition,
        Assert.Single(Read("ConditionResolution(bytes32,address,bytes32,uint256,uint256[])", [], Condition, default, default)).Condition);

    [Fact]
    public void Transfers_are_read_one_by_one()
    {
        var single = new AbiEncoder().Number(11).Number(3).ToArray();
        Assert.Equal((UInt256.From(11), 3), Of(Assert.Single(Read("TransferSingle(address,address,address,uint256,uint256)", single, default, default, default))));

        var batch = new AbiEncoder().Numbers(UInt256.From(11), UInt256.From(12)).Numbers(UInt256.From(3), UInt256.From(4)).ToArray();
        var moved = Read("TransferBatch(address,address,address,uint256[],uint256[])", batch, default, default, default);
        Assert.Equal([(UInt256.From(11), 3), (UInt256.From(12), 4)], moved.Select(Of));
    }

    [Fact]
    public void A_log_that_ends_early_tells_nothing()
    {
        foreach (var signature in SigningVectors.Root.GetProperty("events").EnumerateObject().Select(static topic => topic.Name).Where(static name => !name.StartsWith("ConditionResolution", StringComparison.Ordinal)))
        {
            Assert.Empty(Read(signature, new byte[31], default, default, default));
            Assert.Empty(Read(signature, [.. Enumerable.Repeat((byte)0xFF, 96)], default, default, default));
        }
    }

    private static (UInt256 Token, long Amount) Of(ConditionalTokensEvent told) => (told.Token, told.Amount);

    private static List<ConditionalTokensEvent> Read(string signature, byte[] data, params Hash256[] indexed)
    {
        var events = new List<ConditionalTokensEvent>();
        ConditionalTokensEvent.Read(new ChainLog(default, [Hash256.FromBytes(Keccak256.HashText(signature)), .. indexed], data), events);
        return events;
    }
}
