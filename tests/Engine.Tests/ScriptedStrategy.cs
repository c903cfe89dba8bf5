using PolyCloud.Engine.Closing;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Strategies;

namespace PolyCloud.Engine.Tests;

/// <summary>Wants what the test says, whatever it sees.</summary>
internal sealed class ScriptedStrategy : IStrategy
{
    public delegate void Script(in StrategyView view, QuoteBuffer quotes);

    public string Name => "scripted";

    public ExecutionPolicy Policy { get; set; } = ExecutionPolicy.MakerOnly;

    public bool MayAverageDown { get; set; } = true;

    public bool IsDirectional { get; set; }

    public ClosingOptions Closing { get; set; } = new();

    public Script Wants { get; set; } = (in StrategyView _, QuoteBuffer _) => { };

    public void Begin(MarketId market, MarketSpec spec)
    {
    }

    public void Quote(in StrategyView view, QuoteBuffer quotes) => Wants(view, quotes);
}
