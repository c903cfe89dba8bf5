using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Strategies.NegativeRisk;

/// <summary>
/// Reads the n books of an event. Exactly one outcome wins, so a token of each is worth 1 dollar and a token against each n − 1:
/// Σ ask + fees + costs below that is a gain whichever wins. Buying against all of them is selling all of them: Σ bid above 1.
/// The legs cannot trade as one at the venue. The leg with the least on offer goes alone, so that the one most likely to fail fails while
/// nothing is held; then the others go together.
/// </summary>
internal sealed class GroupPlanner
{
    /// <summary>
    /// A tenth of a dollar a share. Books that disagree by that much are not a gain but an outcome that nobody listed: what the others cost
    /// less is what it is worth. A missing outcome that is hardly worth anything passes; tokens against all that are listed it makes worth more.
    /// </summary>
    private const long CredibleGainUnits = 1_000;

    private readonly NegativeRiskOptions _options;

    public GroupPlanner(NegativeRiskOptions options) => _options = options;

    /// <summary>What a whole group pays less gas and conversion fee, a share, in 1/10 000 dollar, rounded down.</summary>
    public long PayoutUnits(Outcome outcome, int outcomes)
    {
        var gas = RoundedDivision.Divide((Int128)_options.GasPerGroup.Micros * Price.Scale, _options.GroupSize.Units, Rounding.Up);
        if (outcome == Outcome.Up)
        {
            return Price.Scale - gas;
        }

        var converted = EventConversion.Of(outcomes, outcomes, Size.Shares(1), _options.ConversionFeeBasisPoints).Dollars;
        return RoundedDivision.Divide((Int128)converted.Micros * Price.Scale, Money.Scale, Rounding.Down) - gas;
    }

    public GroupPlan Plan(ReadOnlySpan<GroupMember> members)
    {
        var held = Held(members, out var outcome, out var largest);
        return held switch
        {
            Holding.Mixed => default,
            Holding.None => Better(First(members, Outcome.Up), First(members, Outcome.Down), members.Length),
            _ => Others(members, outcome, largest),
        };
    }

    /// <summary>Shares a member lacks of a begun group; zero where it has them, or lacks less than can be ordered.</summary>
    public static Size Missing(in GroupMember member, in GroupPlan plan)
    {
        var had = plan.Outcome == Outcome.Up ? member.Net : -member.Net;
        var missing = Quantizer.SizeDown(plan.Size - Size.Max(had, Size.Zero));
        return missing >= member.MinimumOrderSize ? missing : Size.Zero;
    }

    private GroupPlan First(ReadOnlySpan<GroupMember> members, Outcome outcome)
    {
        long total = 0;
        var (first, size) = (0, _options.GroupSize);
        for (var place = 0; place < members.Length; place++)
        {
            ref readonly var member = ref members[place];
            var top = member.Top(outcome);
            if (!member.MayTrade || member.IsWorking || !top.HasAsk)
            {
                return default;
            }

            total += top.Ask.Units + ShareFee.Units(member.Fees, top.Ask);
            first = top.AskSize < members[first].Top(outcome).AskSize ? place : first;
            size = Size.Min(size, top.AskSize);
        }

        size = Quantizer.SizeDown(size);
        if (outcome == Outcome.Up && total < PayoutUnits(outcome, members.Length) - CredibleGainUnits)
        {
            return new GroupPlan(GroupStep.Disbelieved, outcome, first, size, total);
        }

        return total <= PayoutUnits(outcome, members.Length) - _options.MinimumGain.Units && IsSendable(members, outcome, size)
            ? new GroupPlan(GroupStep.FirstLeg, outcome, first, size, total)
            : default;
    }

    private GroupPlan Better(in GroupPlan up, in GroupPlan down, int outcomes)
    {
        if (up.Step == GroupStep.Disbelieved)
        {
            return up;
        }

        var upGain = up.Step == GroupStep.Nothing ? long.MinValue : PayoutUnits(Outcome.Up, outcomes) - up.Total;
        var downGain = down.Step == GroupStep.Nothing ? long.MinValue : PayoutUnits(Outcome.Down, outcomes) - down.Total;
        return upGain >= downGain ? up : down;
    }

    private GroupPlan Others(ReadOnlySpan<GroupMember> members, Outcome outcome, Size largest)
    {
        var plan = new GroupPlan(GroupStep.OtherLegs, outcome, 0, largest, 0);
        long total = 0;
        var anyMissing = false;
        foreach (ref readonly var member in members)
        {
            var top = member.Top(outcome);
            if (!Missing(member, plan).IsPositive)
            {
                total += member.CostUnits;
                continue;
            }

            if (!member.MayTrade || (!top.HasAsk && !member.IsWorking))
            {
                return default;
            }

            anyMissing = true;
            total += top.HasAsk ? top.Ask.Units + ShareFee.Units(member.Fees, top.Ask) : 0;
        }

        return anyMissing && total <= PayoutUnits(outcome, members.Length) + _options.CompletionLoss.Units ? plan with { Total = total } : default;
    }

    // The smallest order of every market, and the dollar below which the venue refuses a marketable buy.
    private static bool IsSendable(ReadOnlySpan<GroupMember> members, Outcome outcome, Size size)
    {
        foreach (ref readonly var member in members)
        {
            if (size < member.MinimumOrderSize || Money.Notional(member.Top(outcome).Ask, size, Rounding.Down) < Money.Dollars(1))
            {
                return false;
            }
        }

        return true;
    }

    private static Holding Held(ReadOnlySpan<GroupMember> members, out Outcome outcome, out Size largest)
    {
        var (highest, lowest) = (Size.Zero, Size.Zero);
        foreach (ref readonly var member in members)
        {
            highest = Size.Max(highest, member.Net >= member.MinimumOrderSize ? member.Net : Size.Zero);
            lowest = Size.Min(lowest, member.Net <= -member.MinimumOrderSize ? member.Net : Size.Zero);
        }

        outcome = highest.IsPositive ? Outcome.Up : Outcome.Down;
        largest = highest.IsPositive ? highest : -lowest;
        return highest.IsPositive && lowest.Units < 0 ? Holding.Mixed : largest.IsPositive ? Holding.Some : Holding.None;
    }

    private enum Holding : byte
    {
        None,
        Some,
        Mixed,
    }
}
