using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Strategies.NegativeRisk;

/// <summary>One market of an event as the group planner sees it.</summary>
internal struct GroupMember
{
    /// <summary>It was looked at, and something may be opened and taken there.</summary>
    public bool MayTrade;

    /// <summary>Best prices of Up and Down without our own orders.</summary>
    public TopOfBook Up;
    public TopOfBook Down;
    public FeeSchedule Fees;
    public TickSize Tick;
    public Size MinimumOrderSize;

    /// <summary>Up − Down of the bot, announced executions included.</summary>
    public Size Net;

    /// <summary>Average cost of a share held with fees, 1/10 000 dollar, rounded up.</summary>
    public long CostUnits;

    /// <summary>An order of the bot is live.</summary>
    public bool IsWorking;

    public readonly TopOfBook Top(Outcome outcome) => outcome == Outcome.Up ? Up : Down;
}
