using System.Globalization;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Market;
using PolyCloud.Polymarket.Sessions;

namespace PolyCloud.Polymarket.Tests.Market;

/// <summary>Writes down every event in words, so that two readings can be compared whole.</summary>
internal sealed class MarketEventLog : IMarketEvents
{
    public List<string> Lines { get; } = [];

    public void BookSnapshot(Timestamp now, MarketId market, Outcome outcome, Timestamp venueTime, ReadOnlySpan<BookLevel> bids, ReadOnlySpan<BookLevel> asks, in BookEnvelope envelope) =>
        Lines.Add($"book {market} {outcome} {venueTime.Milliseconds} bids {Text(bids)} asks {Text(asks)} {envelope.Hash} {envelope.TickSize} {envelope.LastTradePrice}");

    public void BookDeltas(Timestamp now, MarketId market, Timestamp venueTime, ReadOnlySpan<BookDelta> deltas, ReadOnlySpan<Hash160> hashes)
    {
        var line = $"deltas {market} {venueTime.Milliseconds}";
        for (var index = 0; index < deltas.Length; index++)
        {
            line += $" {deltas[index].Outcome} {deltas[index].Side} {deltas[index].Size}@{deltas[index].Price} {hashes[index]}";
        }

        Lines.Add(line);
    }

    public void Trade(Timestamp now, MarketId market, in TradePrint print) =>
        Lines.Add($"trade {market} {print.Outcome} {print.TakerSide} {print.Size}@{print.Price} {print.VenueTime.Milliseconds}");

    public void TickSizeChanged(Timestamp now, MarketId market, TickSize tick) => Lines.Add($"tick {market} {tick}");

    public void Resolved(Timestamp now, MarketId market, Outcome winner) => Lines.Add($"resolved {market} {winner}");

    public void Connected(Timestamp now) => Lines.Add("connected");

    public void ContinuityLost(Timestamp now, string why) => Lines.Add("lost: " + why);

    public void FrameSkipped(Timestamp now, FrameFault fault) => Lines.Add("skipped " + fault);

    private static string Text(ReadOnlySpan<BookLevel> levels)
    {
        var text = levels.Length.ToString(CultureInfo.InvariantCulture);
        foreach (var level in levels)
        {
            text += $" {level.Size}@{level.Price}";
        }

        return text;
    }
}
