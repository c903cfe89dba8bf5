using PolyCloud.Engine.Risk;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Strategies.Value;

/// <summary>Settings of the value strategy.</summary>
public sealed record ValueOptions
{
    /// <summary>Part of the Kelly stake that is bet, in hundredths. Default 25; range 1 to 50: full Kelly cannot be set.</summary>
    public int KellyPercent { get; init; } = 25;

    /// <summary>What the stake is a part of. Default 200 dollars, the default capital of a bot; range 1 to 100 000 000 dollars.</summary>
    public Money Bankroll { get; init; } = Money.Dollars(200);

    /// <summary>Most shares held of one market. Default 30; range 0.01 to 1 000 000 shares.</summary>
    public Size MaximumSize { get; init; } = Size.Shares(30);

    /// <summary>Least expected gain a share, after the fee, to take an offer. Default 0.04; range 0.0001 to 0.5 dollar.</summary>
    public Price TakingEdge { get; init; } = Price.Cents(4);

    /// <summary>Least expected gain a share to rest at the best bid. Default 0.03; range 0.0001 to 0.5 dollar.</summary>
    public Price RestingEdge { get; init; } = Price.Cents(3);

    /// <summary>What the market must pay above fair value, after the fee, for a position to be sold early. Default 0.01; range 0 to 0.5 dollar.</summary>
    public Price ExitEdge { get; init; } = Price.Cents(1);

    /// <summary>Gate: widest spread traded on. Default 0.05; range 0.0001 to 0.5 dollar.</summary>
    public Price MaximumSpread { get; init; } = Price.Cents(5);

    /// <summary>Gate: least shares at best bid and best ask each. Default 20; range 0 to 1 000 000 shares.</summary>
    public Size MinimumLiquidity { get; init; } = Size.Shares(20);

    /// <summary>Gate: least time to the close. Default 90 s; range 0 to 3 600 s.</summary>
    public Duration MinimumTimeLeft { get; init; } = Duration.FromSeconds(90);

    /// <summary>Gate: least time since the open, while the strike settles. Default 10 s; range 0 to 3 600 s.</summary>
    public Duration MinimumTimeSinceOpen { get; init; } = Duration.FromSeconds(10);

    /// <summary>A position that has lost this much at the best bid is closed. Default 3 dollars; range 0.01 to 10 000 dollars.</summary>
    public Money MaximumPositionLoss { get; init; } = Money.Dollars(3);

    internal KellyFraction Kelly => KellyFraction.TryOf(KellyPercent / 100.0, out var fraction) ? fraction : KellyFraction.Quarter;

    internal void Validate(OptionErrors errors, string key)
    {
        var half = Price.Cents(50);
        var hour = Duration.FromSeconds(3600);
        errors.Range(key + ".kellyPercent", KellyPercent, 1, 50);
        errors.Range(key + ".bankroll", Bankroll, Money.Dollars(1), Money.Dollars(100_000_000));
        errors.Range(key + ".maximumSize", MaximumSize, new Size(10_000), Size.Shares(1_000_000));
        errors.Range(key + ".takingEdge", TakingEdge, new Price(1), half);
        errors.Range(key + ".restingEdge", RestingEdge, new Price(1), half);
        errors.Range(key + ".exitEdge", ExitEdge, Price.Zero, half);
        errors.Range(key + ".maximumSpread", MaximumSpread, new Price(1), half);
        errors.Range(key + ".minimumLiquidity", MinimumLiquidity, Size.Zero, Size.Shares(1_000_000));
        errors.Range(key + ".minimumTimeLeft", MinimumTimeLeft, Duration.Zero, hour);
        errors.Range(key + ".minimumTimeSinceOpen", MinimumTimeSinceOpen, Duration.Zero, hour);
        errors.Range(key + ".maximumPositionLoss", MaximumPositionLoss, new Money(10_000), Money.Dollars(10_000));
    }
}
