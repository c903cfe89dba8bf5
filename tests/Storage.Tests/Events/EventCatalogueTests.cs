using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Events;

namespace PolyCloud.Storage.Tests.Events;

/// <summary>Version 1 of the catalogue as readers see it: a change here breaks them.</summary>
public sealed class EventCatalogueTests
{
    public static TheoryData<IEventData, string> Golden() => new()
    {
        { new OrderPlaced("0xab", 12, "maker", "Up", "Buy", "0.47", "10", "Gtc"), """{"orderHash":"0xab","intent":12,"bot":"maker","outcome":"Up","side":"Buy","price":"0.47","size":"10","type":"Gtc"}""" },
        { new PositionOpened("Up", "10", "0.47"), """{"outcome":"Up","size":"10","entryPrice":"0.47"}""" },
        { new PositionClosed("Up", "-0.3", 5), """{"outcome":"Up","realizedPnl":"-0.3","holdMicros":5}""" },
        { new CircuitBreakerTriggered("daily-loss-limit", "shard", ""), """{"reason":"daily-loss-limit","scope":"shard","bot":""}""" },
        { new EmergencyHalt("manual-halt"), """{"reason":"manual-halt"}""" },
        { new DrawdownThreshold("bot-drawdown", "maker"), """{"reason":"bot-drawdown","bot":"maker"}""" },
        { new WalletBalanceLow("0x1", "1.5", "10"), """{"wallet":"0x1","balance":"1.5","threshold":"10"}""" },
        { new GasSpikeDetected("90", "60", "wait"), """{"currentGwei":"90","thresholdGwei":"60","action":"wait"}""" },
        { new PhaseEntered("Making", "none"), """{"phase":"Making","reason":"none"}""" },
        { new OrderFilled("t", 12, "Up", "Buy", "0.47", "10", "4.7", "0", true, "Matched"), """{"trade":"t","intent":12,"outcome":"Up","side":"Buy","price":"0.47","size":"10","amount":"4.7","fee":"0","isMaker":true,"status":"Matched"}""" },
        { new MarketSettled("Up"), """{"winner":"Up"}""" },
    };

    [Theory]
    [MemberData(nameof(Golden))]
    public void Every_event_has_its_shape(IEventData data, string expected)
    {
        var written = EngineEvent.Of("0", 7, 3, "btc-updown-5m-300", new Timestamp(9), data);
        Assert.Equal(expected, written.Data.GetRawText());
        var read = EngineEvent.Read(System.Text.Encoding.UTF8.GetBytes(written.ToJson()))!;
        Assert.Equal((1, "0-7-3", EventKinds.Of(data), "btc-updown-5m-300", 9L), (read.Version, read.Id, read.Kind, read.Market, read.AtMicros));
        Assert.True(JsonElement.DeepEquals(written.Data, read.Data));
    }

    [Fact]
    public void The_catalogue_holds_these_and_no_others() =>
        Assert.Equal(
            EventKinds.All.Order(StringComparer.Ordinal),
            Golden().Select(static row => EventKinds.Of((IEventData)row[0])).Order(StringComparer.Ordinal));

    [Fact]
    public void What_concerns_no_window_goes_under_its_shard() =>
        Assert.Equal("shard-0", EngineEvent.Of("0", 7, 3, null, new Timestamp(9), new EmergencyHalt("manual-halt")).Market);
}
