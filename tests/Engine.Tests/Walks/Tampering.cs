using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Walks;

/// <summary>Bugs to plant between an engine and the rules, by the words of the rule that each breaks.</summary>
internal static class Tampering
{
    public const string Late = "opens after CLOSE_ONLY";
    public const string Large = "net exposure";
    public const string Taking = "a maker takes";
    public const string Marketable = "marketable";
    public const string Crossing = "crosses own";
    public const string BookedTwice = "Assert.Equal";

    /// <param name="bug">One of the words above.</param>
    /// <param name="bot">Number of the bot whose quotes are changed.</param>
    public static Func<Effect, WalkRules, Effect> Of(string bug, int bot, MarketSpec spec) => (effect, rules) =>
    {
        if (bug == BookedTwice)
        {
            rules.Fills.AddRange(rules.Fills.Count == 1 ? [rules.Fills[0]] : []);
            return effect;
        }

        return effect is { Kind: EffectKind.Place, Purpose: OrderPurpose.Entry } && effect.Bot.Number == bot ? Changed(bug, effect, rules, spec) : effect;
    };

    private static Effect Changed(string bug, in Effect quote, WalkRules rules, MarketSpec spec) => bug switch
    {
        Late => quote with { At = spec.Closes - Duration.FromSeconds(30) },
        Large => quote with { Size = quote.Size + Size.Shares(100) },
        Taking => quote with { PostOnly = false, Type = OrderType.Fak },
        Marketable => quote with { Price = quote.Side == Side.Buy ? new Price(Math.Min(quote.Price.Units + 600, 9_900)) : new Price(Math.Max(quote.Price.Units - 600, 100)) },
        Crossing => Met(quote, rules),
        _ => throw new ArgumentOutOfRangeException(nameof(bug), bug, "No such bug."),
    };

    private static Effect Met(in Effect quote, WalkRules rules)
    {
        var side = new WalkOrder(quote).UpSide;
        return rules.Orders.Find(other => other.Remaining.IsPositive && other.UpSide != side) is { } met
            ? quote with { Price = quote.Outcome == Outcome.Up ? new Price(met.UpPrice) : new Price(met.UpPrice).Complement }
            : quote;
    }
}
