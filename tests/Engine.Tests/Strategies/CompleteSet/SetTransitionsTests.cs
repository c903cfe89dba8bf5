using PolyCloud.Engine.Strategies.CompleteSet;

namespace PolyCloud.Engine.Tests.Strategies.CompleteSet;

public sealed class SetTransitionsTests
{
    // One letter a state, in their order: Idle, Planned, Splitting, 1 working, First filled, 2 working, Both filled, Merging, merged (X), Unwinding.
    private const string Letters = "IPS1F2BMXU";

    // A row a state; columns: nothing, edge, pairs, for sale, operation, order, alone, partnered, handed over.
    private static readonly string[] Expected =
    [
        "IPBPM1F2U",
        "IPBPS1F2U",
        "IPBPS1F2U",
        "IPBPM1F2U",
        "IPBPM1F2U",
        "XXBPM2F2U",
        "XXBBMBF2U",
        "XXBBMMF2U",
        "IPBBM1F2U",
        "IIBBMUUUU",
    ];

    public static TheoryData<int, int> Cells()
    {
        var cells = new TheoryData<int, int>();
        for (var state = 0; state < Letters.Length; state++)
        {
            for (var happened = 0; happened < SetTransitions.Events; happened++)
            {
                cells.Add(state, happened);
            }
        }

        return cells;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Every_cell_leads_where_the_table_says(int state, int happened) =>
        Assert.Equal((SetState)Letters.IndexOf(Expected[state][happened], StringComparison.Ordinal), SetTransitions.Rules.Next((SetState)state, (SetEvent)happened));

    [Fact]
    public void The_ordinary_way_leads_from_idle_to_merged()
    {
        SetEvent[] told = [SetEvent.Edge, SetEvent.Order, SetEvent.Alone, SetEvent.Partnered, SetEvent.Pairs, SetEvent.Operation, SetEvent.Nothing, SetEvent.Nothing];
        SetState[] way =
        [
            SetState.PairPlanned, SetState.Leg1Working, SetState.Leg1Filled, SetState.Leg2Working, SetState.BothFilled, SetState.Merging, SetState.Merged, SetState.Idle,
        ];
        var state = SetState.Idle;
        foreach (var (happened, expected) in told.Zip(way))
        {
            state = SetTransitions.Rules.Next(state, happened);
            Assert.Equal(expected, state);
        }
    }
}
