using System.Text;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange;
using PolyCloud.Simulator.Delivery;
using PolyCloud.Simulator.Faults.Accounts;
using PolyCloud.Simulator.Faults.Calls;
using PolyCloud.Simulator.Faults.Streams;
using PolyCloud.Simulator.Faults.Windows;
using PolyCloud.Simulator.Http;
using PolyCloud.Simulator.RateLimits;

namespace PolyCloud.Simulator.Faults;

/// <summary>
/// What goes wrong on purpose: every fault by name, switched on and off at run time. All are off at first. In-process through
/// <see cref="SimulatorOptions.Faults"/> and this class, over sockets through <c>/sim/faults</c>.
/// </summary>
public sealed class VenueFaults
{
    private readonly ulong _seed;
    private readonly TimedActions _actions;
    private readonly IRequestFault[] _requestFaults;
    private readonly IFrameFault[] _frameFaults;
    private readonly List<FaultPlan> _waiting = [];
    private Timestamp? _reached;

    internal VenueFaults(ExchangeVenue exchange, SignerBuckets buckets, TimedActions actions, ulong seed)
    {
        _seed = seed;
        _actions = actions;
        All =
        [
            new LateDeltasFault(), new SilentStallFault(), new UserStallFault(), new HalfOpenFault(), new TruncatedFrameFault(),
            new ArrayFramesFault(), new DuplicateEventsFault(), new ReorderedEventsFault(), new ResolvedFrameLostFault(),
            new EngineRestartFault(exchange), new CancelOnlyFault(), new TradingDisabledFault(), new TooManyRequestsFault(),
            new CancelDebtFault(buckets), new LostRequestFault(), LostAnswer, ErrorInSuccess, new VersionMismatchFault(),
            HeartbeatMismatch, Geoblocked, ClosedOnly, new CredentialRefusedFault(), StaleBalance, TradeRetry, TradeFailure, TradeReorg, new TickChangeFault(exchange),
            ResolutionDelay, ResolutionNever, MarketMissing, OracleStale,
        ];
        _requestFaults = [.. All.OfType<IRequestFault>()];
        _frameFaults = [.. All.OfType<IFrameFault>()];
    }

    /// <summary>The catalogue, in a fixed order.</summary>
    public IReadOnlyList<VenueFault> All { get; }

    internal LostAnswerFault LostAnswer { get; } = new();

    internal ErrorInSuccessFault ErrorInSuccess { get; } = new();

    internal HeartbeatMismatchFault HeartbeatMismatch { get; } = new();

    internal GeoblockedFault Geoblocked { get; } = new();

    internal ClosedOnlyFault ClosedOnly { get; } = new();

    internal StaleBalanceFault StaleBalance { get; } = new();

    internal TradeRetryFault TradeRetry { get; } = new();

    internal TradeFailureFault TradeFailure { get; } = new();

    internal TradeReorgFault TradeReorg { get; } = new();

    internal ResolutionDelayFault ResolutionDelay { get; } = new();

    internal ResolutionNeverFault ResolutionNever { get; } = new();

    internal MarketMissingFault MarketMissing { get; } = new();

    internal OracleStaleFault OracleStale { get; } = new();

    /// <summary>Whether any frame could be touched at all; while false a frame costs nothing more than this question.</summary>
    internal bool TouchFrames { get; private set; }

    /// <exception cref="FaultPlanException">There is none of that name.</exception>
    public VenueFault Find(string name) => All.FirstOrDefault(fault => fault.Name == name)
        ?? throw new FaultPlanException($"There is no fault '{name}'. There are: {string.Join(", ", All.Select(fault => fault.Name))}.");

    /// <summary>Switches a fault on by its text (<see cref="FaultPlan.Parse"/>), from the venue's present moment.</summary>
    /// <exception cref="FaultPlanException">No such fault, or a value outside its range; nothing changes.</exception>
    public void SwitchOn(string plan) => SwitchOn(FaultPlan.Parse(plan));

    /// <summary>Switches a fault on, or on again with other values: its window, its count and its draws begin anew. Before the venue's first moment it waits for that.</summary>
    /// <exception cref="FaultPlanException">No such fault, or a value outside its range; nothing changes.</exception>
    public void SwitchOn(FaultPlan plan)
    {
        var fault = Find(plan.Name);
        fault.Validate(plan);
        if (_reached is not { } now)
        {
            _waiting.RemoveAll(other => other.Name == plan.Name);
            _waiting.Add(plan);
            return;
        }

        SwitchOff(plan.Name);
        fault.SwitchOn(now, plan, new DeterministicRandom(plan.Seed ?? (_seed ^ HashOf(plan.Name))));
        TouchFrames = All.Any(other => other.IsOn && other is IFrameFault);
        if (plan.After == Duration.Zero)
        {
            fault.Begin(now);
        }
        else
        {
            _actions.At(fault.Onset, due => IfStill(plan, fault, () => fault.Begin(due)));
        }

        if (!fault.Ends.IsNever)
        {
            _actions.At(fault.Ends, due => IfStill(plan, fault, () => fault.End(due)));
        }
    }

    /// <exception cref="FaultPlanException">There is none of that name.</exception>
    public void SwitchOff(string name)
    {
        var fault = Find(name);
        _waiting.RemoveAll(plan => plan.Name == name);
        var ends = fault.IsActive(Now);
        fault.SwitchOff();
        TouchFrames = All.Any(other => other.IsOn && other is IFrameFault);
        if (ends)
        {
            fault.End(Now);
        }
    }

    public void SwitchAllOff()
    {
        foreach (var fault in All)
        {
            SwitchOff(fault.Name);
        }
    }

    /// <summary>The venue has reached this moment; at the first one begins what was switched on before.</summary>
    internal void Reach(Timestamp now)
    {
        var isFirst = _reached is null;
        _reached = now;
        if (isFirst)
        {
            FaultPlan[] plans = [.. _waiting];
            _waiting.Clear();
            foreach (var plan in plans)
            {
                SwitchOn(plan);
            }
        }
    }

    internal RequestFate Meet(VenueRequest request)
    {
        foreach (var fault in _requestFaults)
        {
            var fate = fault.Meet(Now, request);
            if (fate != RequestFate.Passes)
            {
                return fate;
            }
        }

        return RequestFate.Passes;
    }

    internal FrameFate Meet(VenueConnection connection, ReadOnlySpan<byte> text)
    {
        var fate = default(FrameFate);
        foreach (var fault in _frameFaults)
        {
            fault.Meet(Now, connection, text, ref fate);
        }

        return fate;
    }

    internal bool Strikes(VenueFault fault) => fault.Strikes(Now);

    internal bool IsActive(VenueFault fault) => fault.IsActive(Now);

    internal bool Hides(Exchange.Contract.Listing listing) => MarketMissing.Hides(Now, listing);

    internal bool Misses(Exchange.Contract.Listing listing) => MarketMissing.Misses(Now, listing);

    private Timestamp Now => _reached ?? default;

    private static void IfStill(FaultPlan plan, VenueFault fault, Action act)
    {
        if (ReferenceEquals(fault.Plan, plan))
        {
            act();
        }
    }

    // FNV-1a (Fowler, Noll, Vo): any fixed hash would do; this one is the same on every machine.
    private static ulong HashOf(string name)
    {
        var hash = 0xCBF29CE484222325UL;
        foreach (var octet in Encoding.UTF8.GetBytes(name))
        {
            hash = unchecked((hash ^ octet) * 0x100000001B3UL);
        }

        return hash;
    }
}
