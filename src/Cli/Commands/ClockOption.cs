using System.CommandLine;
using PolyCloud.Cli.Clock;

namespace PolyCloud.Cli.Commands;

/// <summary>The clock a command runs by: the present, or that of a simulator.</summary>
internal static class ClockOption
{
    /// <exception cref="UsageException">The text is no clock.</exception>
    public static TimeProvider Of(ParseResult parsed) => parsed.GetValue(Declared.Clock) is not { } text
        ? TimeProvider.System
        : new ScaledTimeProvider(ClockOrigin.Parse(text) ?? throw new UsageException($"--clock is '{text}'; it is given by polycloud up."));
}
