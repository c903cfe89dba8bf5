using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Risk;

/// <summary>Circuit breakers: what trips them, and for how long.</summary>
public sealed record BreakerOptions
{
    /// <summary>Loss of one UTC day, in hundredths of the equity the day began with, that stops all opening until a person resumes. Default 5; range 1 to 100.</summary>
    public int DailyLossPercent { get; init; } = 5;

    /// <summary>Fall of a bot's equity from its peak, in hundredths, that halts that bot until a person re-arms it. Default 25; range 1 to 100.</summary>
    public int BotDrawdownPercent { get; init; } = 25;

    /// <summary>The same of all bots together: halts every bot and flattens. Default 40; range 1 to 100.</summary>
    public int PortfolioDrawdownPercent { get; init; } = 40;

    /// <summary>Failed calls to the venue within the span that are still borne; one more pauses opening. Default 5; range 1 to 64.</summary>
    public int VenueErrors { get; init; } = 5;

    /// <summary>The span they are counted in. Default 30 s; range 1 to 3 600 s.</summary>
    public Duration VenueErrorSpan { get; init; } = Duration.FromSeconds(30);

    /// <summary>Refusals among the last fifty orders, in hundredths, that are still borne; more pause opening. Default 20; range 1 to 100 (off).</summary>
    public int RejectPercent { get; init; } = 20;

    /// <summary>First pause of that kind; doubles with each in a row up to sixteen times. Default 30 s; range 1 to 3 600 s.</summary>
    public Duration VenuePause { get; init; } = Duration.FromSeconds(30);

    /// <summary>Without a pause for this long after the last, the next is a first one again. Default 600 s; range 1 to 86 400 s.</summary>
    public Duration VenueQuietSpell { get; init; } = Duration.FromSeconds(600);

    internal void Validate(OptionErrors errors, string key)
    {
        var second = Duration.FromSeconds(1);
        errors.Range(key + ".dailyLossPercent", DailyLossPercent, 1, 100);
        errors.Range(key + ".botDrawdownPercent", BotDrawdownPercent, 1, 100);
        errors.Range(key + ".portfolioDrawdownPercent", PortfolioDrawdownPercent, 1, 100);
        errors.Range(key + ".venueErrors", VenueErrors, 1, VenueBreaker.MaximumErrors);
        errors.Range(key + ".venueErrorSpan", VenueErrorSpan, second, Duration.FromSeconds(3600));
        errors.Range(key + ".rejectPercent", RejectPercent, 1, 100);
        errors.Range(key + ".venuePause", VenuePause, second, Duration.FromSeconds(3600));
        errors.Range(key + ".venueQuietSpell", VenueQuietSpell, second, Duration.FromSeconds(86_400));
    }
}
