using PolyCloud.Engine.Closing;
using PolyCloud.Engine.Markets;

namespace PolyCloud.Engine.Strategies.Asymmetric;

/// <summary>
/// Quotes the better side only and leaves by its target: one entry at a time, whichever token it is on; the closing layer sells what
/// is bought three to five cents higher, and gives up by loss and time.
/// </summary>
internal sealed class AsymmetricStrategy : IStrategy
{
    public const string StrategyName = "asymmetric";

    private readonly EntryRule _entry;

    public AsymmetricStrategy(AsymmetricOptions options)
    {
        _entry = new EntryRule(options);
        Closing = new ClosingOptions
        {
            Target = options.ExitOffset,
            MaximumLoss = options.MaximumPositionLoss,
            MaximumHolding = options.MaximumHolding,
            StopPatience = options.StopPatience,
            TakerReach = options.TakerReach,
            TakerFeeCapPerShare = options.TakerFeeCapPerShare,
        };
    }

    public string Name => StrategyName;

    public ExecutionPolicy Policy => ExecutionPolicy.MakerOnly;

    public bool MayAverageDown => false;

    public bool IsDirectional => false;

    public ClosingOptions Closing { get; }

    public void Begin(MarketId market, MarketSpec spec)
    {
    }

    public void Quote(in StrategyView view, QuoteBuffer quotes)
    {
        quotes.IsEligible = _entry.IsSpreadMet(view);
        quotes.Reason = _entry.Decide(view, out var entry);
        if (quotes.Reason == Effects.Reason.None)
        {
            quotes.Put(QuoteSlot.Single, entry);
        }
    }
}
