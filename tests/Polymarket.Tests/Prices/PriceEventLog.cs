using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Prices;
using PolyCloud.Polymarket.Sessions;

namespace PolyCloud.Polymarket.Tests.Prices;

/// <summary>Writes down in words what a source of oracle prices tells.</summary>
internal sealed class PriceEventLog : IPriceEvents
{
    public List<string> Lines { get; } = [];

    public void Price(Timestamp now, string asset, in OracleTick tick) => Lines.Add($"{asset} {tick.Source} {tick.Price} {tick.Observed.Milliseconds}");

    public void Connected(Timestamp now) => Lines.Add("connected");

    public void ContinuityLost(Timestamp now, string why) => Lines.Add("lost: " + why);

    public void Refused(Timestamp now, string code) => Lines.Add("refused " + code);

    public void FrameSkipped(Timestamp now, FrameFault fault) => Lines.Add("skipped " + fault);
}
