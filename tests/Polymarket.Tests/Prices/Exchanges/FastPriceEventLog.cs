using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Prices.Exchanges;
using PolyCloud.Polymarket.Sessions;

namespace PolyCloud.Polymarket.Tests.Prices.Exchanges;

/// <summary>Writes down in words what the socket of an exchange tells.</summary>
internal sealed class FastPriceEventLog : IFastPriceEvents
{
    public List<string> Lines { get; } = [];

    public void FastPrice(Timestamp now, string asset, in FastPriceTick tick) => Lines.Add($"{asset} {tick.Bid}/{tick.Ask} at {tick.VenueTime.Micros} got {tick.Received.Micros}");

    public void Connected(Timestamp now, FastPriceSource source) => Lines.Add($"connected {source}");

    public void ContinuityLost(Timestamp now, FastPriceSource source, string why) => Lines.Add("lost: " + why);

    public void FrameSkipped(Timestamp now, FastPriceSource source, FrameFault fault) => Lines.Add("skipped " + fault);
}
