using System.Diagnostics;
using PolyCloud.ContainerWorker.Node;
using PolyCloud.ContainerWorker.Reports;
using PolyCloud.ContainerWorker.Takeover;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Flow.Events;
using PolyCloud.Exchange.Flow.Generated;
using PolyCloud.Exchange.Flow.Recorded;
using PolyCloud.Polymarket.Gamma;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Polymarket.Wallets;
using PolyCloud.Simulator;
using PolyCloud.Storage.Journal.Steps;
using PolyCloud.Storage.Journal.Writing;

namespace PolyCloud.Research.InProcess;

/// <summary>
/// The worker's node against the simulated venue, the same bytes as over sockets, in one thread under virtual time: the same
/// seed gives the same trace hash.
/// </summary>
public static class InProcessSimulation
{
    private const long Epoch = 1;

    /// <exception cref="InvalidOperationException">The run did not end by itself: a fault of the simulation.</exception>
    /// <exception cref="Storage.Tables.StoreUnavailableException">The journal cannot be begun.</exception>
    public static RunSummary Run(InProcessOptions options)
    {
        var venue = new SimulatedVenue(new SimulatorOptions { BookHashEvery = options.BookHashEvery, Faults = options.Faults }, options.Seed);
        var start = Attach(venue, options, out var recorded);
        using var recording = recorded;
        using var key = PrivateKey.FromHex(SimulatedWallet.PrivateKeyHex(options.Seed));
        var world = new VirtualWorld(venue, start);
        var wallet = new TradingWallet(key);
        var takeover = new EpochTakeover(wallet, Epoch, []);
        world.Run(takeover, [], start + Duration.FromSeconds(60));
        using var trace = new TraceHash();
        using var journal = JournalOf(options);
        var node = new TradingNode(
            new NodeOptions
            {
                Engine = options.Engine,
                Series = new WindowSeries("btc", options.Interval),
                Events = options.EventOutcomes is null ? null : new MarketSelector(SelectorKind.Tag, RangeEvent.Tag),
                Epoch = Epoch,
                FirstOpens = options.FirstOpens,
                LastCloses = options.LastCloses,
            },
            new OrderSigner(wallet),
            takeover.Credential ?? throw new InvalidOperationException($"The simulated venue gave no credential ({takeover.Step})."),
            trace,
            new DeterministicRandom(options.Seed).Fork(0x504F4C59),
            static () => Stopwatch.GetElapsedTime(0).Ticks * 100,
            chain: SimulatedChain.Of(key),
            journal: journal is null ? null : new StepJournal(journal));
        node.StorageHealth(world.Now, healthy: true);
        var began = Stopwatch.GetTimestamp();
        if (!RunWindows(venue, world, node, options))
        {
            throw new InvalidOperationException($"The run did not end by {world.Now}.");
        }

        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var summary = RunSummaryBuilder.Of(node, options.Recording is null ? "generated" : "recorded", options.Seed.ToString(), options.Waived);
        return summary with
        {
            TraceHash = trace.Finish(),
            WindowsPerSecond = Math.Round(summary.Windows / seconds, 2),
            Substitutes = recorded is null ? null : [.. RecordedProvenance.Substitutes, .. recorded.Provenance.Winners],
        };
    }

    /// <summary>True where the node stopped by itself. Each window brings the regime's faults anew, from its open on.</summary>
    private static bool RunWindows(SimulatedVenue venue, VirtualWorld world, TradingNode node, InProcessOptions options)
    {
        var end = options.LastCloses + Duration.FromSeconds(3_600);
        var windows = options.Regime.Faults.Count > 0 ? options.Windows : 0;
        var stopped = world.Run(node, node.Sockets, windows > 0 ? options.FirstOpens : end);
        for (var window = 1; window <= windows && !stopped; window++)
        {
            foreach (var plan in options.Regime.Faults)
            {
                venue.Faults.SwitchOn(plan);
            }

            stopped = world.Continue(window == windows ? end : options.FirstOpens + (options.Interval.Length() * window));
        }

        return stopped;
    }

    private static JournalWriter? JournalOf(InProcessOptions options)
    {
        if (options.JournalDirectory is not { } directory)
        {
            return null;
        }

        var provenance = EngineProvenance.Of(
            options.Engine, "0", Epoch, options.Seed.ToString(), options.Recording is null ? "generated" : "recorded", options.Waived);
        return JournalWriter.Open(
            new JournalOptions { Directory = directory, WhenFull = FullBuffer.Wait }, provenance, EngineProvenance.RepeatableIdOf(provenance), TimeProvider.System);
    }

    private static Timestamp Attach(SimulatedVenue venue, InProcessOptions options, out RecordedFlow? recorded)
    {
        if (options.Recording is { } path)
        {
            recorded = new RecordedFlow(venue.Exchange, path, options.Windows);
            venue.Exchange.Attach(recorded);
            return recorded.Starts;
        }

        recorded = null;
        return options.EventOutcomes is { } outcomes ? AttachEvents(venue, options, outcomes) : AttachWindows(venue, options);
    }

    private static Timestamp AttachEvents(SimulatedVenue venue, InProcessOptions options, int outcomes)
    {
        var flow = new EventFlow(
            venue.Exchange,
            new EventFlowOptions
            {
                FirstOpens = options.FirstOpens,
                Interval = options.Interval,
                Outcomes = outcomes,
                EventsMax = options.Windows,
                Underlying = options.Regime.Underlying,
                Makers = options.Regime.Makers,
                Takers = options.Regime.Takers,
            },
            new DeterministicRandom(options.Seed).Fork(0x464C4F57));
        venue.Exchange.Attach(flow);
        return flow.Starts;
    }

    private static Timestamp AttachWindows(SimulatedVenue venue, InProcessOptions options)
    {
        var generated = new GeneratedFlow(
            venue.Exchange,
            new GeneratedFlowOptions
            {
                Interval = options.Interval,
                Settlement = RollingWindows.SettlementOf(options.Interval),
                FirstOpens = options.FirstOpens,
                WindowsMax = options.Windows,
                Underlying = options.Regime.Underlying,
                Makers = options.Regime.Makers,
                Takers = options.Regime.Takers,
            },
            new DeterministicRandom(options.Seed).Fork(0x464C4F57));
        venue.Exchange.Attach(generated);
        return generated.Starts;
    }
}
