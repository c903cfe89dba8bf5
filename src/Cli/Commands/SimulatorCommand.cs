using System.CommandLine;
using System.Text.Json.Nodes;
using PolyCloud.Cli.Clock;
using PolyCloud.Cli.Supervision;
using PolyCloud.Cli.Up;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Flow.Events;
using PolyCloud.Exchange.Flow.Generated;
using PolyCloud.Exchange.Flow.Recorded;
using PolyCloud.Polymarket.Sessions;
using PolyCloud.Simulator;
using PolyCloud.Simulator.Hosting;
using PolyCloud.Simulator.Verification;

namespace PolyCloud.Cli.Commands;

/// <summary>`simulator`: the exchange alone, so that any client can be pointed at it.</summary>
internal static class SimulatorCommand
{
    public static Command Create()
    {
        var command = new Command("simulator", "Run the exchange simulator alone on loopback and print one JSON line with its addresses. Without --start it runs at the present time.")
        {
            SeriesOption.Option, EventsOption.Outcomes, Declared.SimulatorPort, Declared.Seed, Declared.Speed, Declared.Start, Declared.Source, Declared.Recording, Declared.Supervised, Declared.Clock, Declared.Fault,
        };
        command.SetAction((parsed, cancellation) => RunAsync(parsed, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        using var signals = parsed.GetValue(Declared.Supervised) ? StopSignals.ForSupervised() : StopSignals.ForTerminal();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, signals.Token);
        var time = new ScaledTimeProvider(OriginOf(parsed));
        var seed = (ulong)parsed.GetValue(Declared.Seed);
        var faults = FaultArguments.Read(parsed);
        var venue = new SimulatedVenue(new SimulatorOptions(), seed);
        using var recording = Attach(venue, parsed, seed, new Polymarket.Sessions.Clock(time).Now);
        foreach (var fault in faults)
        {
            venue.Faults.SwitchOn(fault);
        }

        try
        {
            await using var host = await SimulatorHost.StartAsync(venue, new SimulatorHostOptions { Port = parsed.GetValue(Declared.SimulatorPort), Time = time }, stop.Token);
            Console.WriteLine(new JsonObject
            {
                ["clob"] = host.Clob.ToString(),
                ["gamma"] = host.Gamma.ToString(),
                ["marketSocket"] = host.MarketSocket.ToString(),
                ["userSocket"] = host.UserSocket.ToString(),
                ["priceSocket"] = host.PriceSocket.ToString(),
                ["legacyPriceSocket"] = host.LegacyPriceSocket.ToString(),
                ["binanceSocket"] = host.BinanceSocket.ToString(),
                ["coinbaseSocket"] = host.CoinbaseSocket.ToString(),
                ["seed"] = seed,
                ["clock"] = time.Origin.ToString(),
                ["pid"] = Environment.ProcessId,
            }.ToJsonString());
            var ended = Task.Delay(Timeout.Infinite, stop.Token);
            if (await Task.WhenAny(host.Faulted, ended) == host.Faulted)
            {
                await host.Faulted;
            }

            return CommandLine.ExitDone;
        }
        catch (PortInUseException problem)
        {
            throw new CommandFailedException(problem.Message);
        }
    }

    private static ClockOrigin OriginOf(ParseResult parsed)
    {
        if (parsed.GetValue(Declared.Clock) is { } text)
        {
            return ClockOrigin.Parse(text) ?? throw new UsageException($"--clock is '{text}'; it is given by polycloud up.");
        }

        var now = DateTimeOffset.UtcNow;
        return new ClockOrigin(now, parsed.GetValue(Declared.Start) is { } start ? DateTimeOffset.FromUnixTimeSeconds(start) : now, parsed.GetValue(Declared.Speed));
    }

    /// <summary>Attaches the order flow and lets the venue live through what lies before the clock's start.</summary>
    private static RecordedFlow? Attach(SimulatedVenue venue, ParseResult parsed, ulong seed, Timestamp start)
    {
        if (parsed.GetValue(Declared.Source) == "recorded")
        {
            if (parsed.GetValue(EventsOption.Outcomes) is not null)
            {
                throw new UsageException("--events goes with generated flow.");
            }

            try
            {
                var recorded = new RecordedFlow(venue.Exchange, parsed.GetValue(Declared.Recording) ?? throw new UsageException("--source recorded and --recording FILE go together."));
                venue.Exchange.Attach(recorded);
                return recorded;
            }
            catch (Exception problem) when (problem is NotSupportedException or InvalidDataException or IOException)
            {
                throw new UsageException($"--recording is {parsed.GetValue(Declared.Recording)}; {problem.Message}");
            }
        }

        AttachGenerated(venue, parsed, seed, start);
        venue.AdvanceTo(start);
        return null;
    }

    private static void AttachGenerated(SimulatedVenue venue, ParseResult parsed, ulong seed, Timestamp start)
    {
        var series = SeriesOption.Simulated(parsed);
        var firstOpens = RunPlan.Generated(start.Seconds, null, 0, series.Length).FirstOpens;
        var random = new DeterministicRandom(seed).Fork(0x464C4F57);
        if (parsed.GetValue(EventsOption.Outcomes) is { } outcomes)
        {
            var events = new EventFlowOptions { Interval = series.Interval, FirstOpens = firstOpens - series.Length, Outcomes = outcomes };
            venue.Exchange.Attach(new EventFlow(venue.Exchange, events, random));
            return;
        }

        // The window that is open at the start, and the minute before it that its strike is made of, belong to the run. The last
        // seconds of a whole hour do not: living through it would take longer than they last.
        var isJustBefore = !series.IsNamedByStart && firstOpens - start <= Duration.FromSeconds(60);
        var options = new GeneratedFlowOptions
        {
            Interval = series.Interval,
            Settlement = RollingWindows.SettlementOf(series.Interval),
            FirstOpens = isJustBefore ? firstOpens : firstOpens - series.Length,
            TokenId = DerivedTokens.TokenId,
        };
        venue.Exchange.Attach(new GeneratedFlow(venue.Exchange, options, random));
    }
}
