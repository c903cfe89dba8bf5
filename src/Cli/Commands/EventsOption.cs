using System.CommandLine;
using PolyCloud.Polymarket.Gamma;

namespace PolyCloud.Cli.Commands;

/// <summary>Multi-outcome events instead of windows: how many outcomes the simulator lists, and where a worker finds them.</summary>
internal static class EventsOption
{
    public static Option<int?> Outcomes { get; } = WithRange(new("--events")
    {
        Description = "List multi-outcome events of N price ranges (3 to 5) instead of windows, as long and as often as those of --series. Generated flow only; 'up' needs --in-process with it. Of the strategies negative-risk alone quotes them.",
    });

    public static Option<string?> Source { get; } = new("--events")
    {
        Description = "Trade multi-outcome events instead of the windows of --series: tag:SLUG for all events with a tag (the simulator's is tag:btc-price-range), event:SLUG for one. Of the strategies negative-risk alone quotes them.",
    };

    /// <exception cref="UsageException">The text names no events.</exception>
    public static MarketSelector? SourceOf(ParseResult parsed) => parsed.GetValue(Source) is not { } text ? null
        : MarketSelector.ParseEvents(text) ?? throw new UsageException($"--events is '{text}'; it must be tag:SLUG or event:SLUG.");

    private static Option<int?> WithRange(Option<int?> option)
    {
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var outcomes) && outcomes is < 3 or > 5)
            {
                result.AddError($"--events is {result.Tokens[0].Value}; allowed is 3 to 5.");
            }
        });
        return option;
    }
}
