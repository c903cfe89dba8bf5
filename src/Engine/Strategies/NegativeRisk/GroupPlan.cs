using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Strategies.NegativeRisk;

/// <summary>What a group is about to do.</summary>
internal enum GroupStep : byte
{
    Nothing,

    /// <summary>Nothing is held: the leg that is hardest to get is taken alone.</summary>
    FirstLeg,

    /// <summary>Some legs are held: all that are missing are taken at once.</summary>
    OtherLegs,

    /// <summary>Nothing is held and nothing is begun: it seems to gain more than can be true.</summary>
    Disbelieved,
}

/// <summary>A group of legs, one in each market of an event, and which of them are due.</summary>
/// <param name="Outcome">Up: one token of every outcome, worth 1 dollar. Down: one against every outcome, worth n − 1.</param>
/// <param name="First">Place of the first leg among the members.</param>
/// <param name="Size">Of every leg once the group is whole.</param>
/// <param name="Total">What a whole group costs with fees and costs, 1/10 000 dollar.</param>
internal readonly record struct GroupPlan(GroupStep Step, Outcome Outcome, int First, Size Size, long Total);
