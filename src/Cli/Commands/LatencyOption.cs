using System.CommandLine;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Fills.Latency;

namespace PolyCloud.Cli.Commands;

/// <summary>How long orders and reports take: the same option for backtest and paper.</summary>
internal static class LatencyOption
{
    private const int MillisecondsMax = 60_000;

    public static Option<int[]> Declared { get; } = new("--latency")
    {
        Description = "Milliseconds to the venue and back, 0 to 60000 each. Default 40 40.", Arity = new ArgumentArity(2, 2), AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [40, 40],
    };

    /// <param name="feedDelay">Added on the way to the venue: a book that is seen late is met late.</param>
    /// <exception cref="UsageException">A value lies outside its range.</exception>
    public static ConstantLatency Of(ParseResult parsed, int feedDelay)
    {
        var given = parsed.GetValue(Declared)!;
        return given.Append(feedDelay).All(static milliseconds => milliseconds is >= 0 and <= MillisecondsMax)
            ? new ConstantLatency(Duration.FromMilliseconds(given[0] + feedDelay), Duration.FromMilliseconds(given[1]))
            : throw new UsageException($"--latency is {string.Join(' ', given)} and --feed-delay {feedDelay}; allowed is 0 to {MillisecondsMax} each.");
    }
}
