using PolyCloud.ContainerWorker.Node;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Inventory;
using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Relayer;
using PolyCloud.Storage.Operations;

namespace PolyCloud.Research.Tests.InProcess;

/// <summary>Merges of complete sets by the whole node, through the simulated relayer, under virtual time.</summary>
public sealed class InventoryOfTheNodeTests : IDisposable
{
    private static readonly Money Began = Money.Dollars(1_000);

    private NodeWorld _here = new(windows: 3);

    public void Dispose() => _here.Dispose();

    [Fact]
    public void Merged_sets_leave_dollars_and_profit_equal_to_the_exchanges_to_the_micro_dollar()
    {
        var node = Node();
        _here.RunToEnd(node);
        Assert.True(Confirmed(InventoryOperationKind.Merge) > 0, "the seed must merge");
        AssertEqualToTheExchange(node);
    }

    [Fact]
    public void Winners_that_the_venue_pays_by_itself_are_not_redeemed_once_more()
    {
        var node = Node();
        _here.RunToEnd(node);
        Assert.True(Confirmed(InventoryOperationKind.Redeem) > 0, "the seed must win something");
        Assert.DoesNotContain(_here.Seen.Operations, operation => operation.Kind == InventoryOperationKind.Redeem && operation.Attempts.Count > 0);
    }

    [Theory]
    [InlineData("fail")]
    [InlineData("busy")]
    [InlineData("lost answer")]
    [InlineData("pending")]
    public void A_fault_of_the_relayer_leaves_the_ledger_right(string fault)
    {
        var node = Node();
        Strike(_here.Venue.RelayerFaults, fault);
        Assert.True(_here.RunUntil(node, _here.LastCloses, () => _here.Seen.Operations.Count > 0), "the seed must merge");
        if (fault == "pending")
        {
            Assert.True(_here.ContinueUntil(node, _here.LastCloses, () => _here.Seen.Operations.Exists(operation => operation.State == InventoryOperationState.Unknown)));
            _here.Venue.RelayerFaults.StaysPending = false;
        }

        _here.ContinueToEnd();
        var states = _here.Seen.Operations.Select(operation => operation.State).ToList();
        Assert.Equal(fault == "fail", states.Contains(InventoryOperationState.Failed));
        Assert.Equal(fault is "lost answer" or "pending", states.Contains(InventoryOperationState.Unknown));
        AssertEqualToTheExchange(node);
    }

    [Fact]
    public void A_merge_signed_before_a_crash_is_finished_and_booked_once_by_the_next_epoch()
    {
        var first = Node();
        Assert.True(_here.RunUntil(first, _here.LastCloses, () => _here.Seen.Operations.Exists(operation => operation.Attempts.Count > 0)), "the seed must merge");
        var signed = _here.Seen.Operations[^1];
        Assert.Equal("", signed.Reference);
        var second = Node(2, [signed], 1);
        _here.RunToEnd(second);
        Assert.Contains(_here.Seen.Operations, operation => operation is { Epoch: 1, State: InventoryOperationState.Confirmed });
        AssertEqualToTheExchange(second);
    }

    [Fact]
    public void A_merge_confirmed_before_a_crash_is_booked_by_the_next_epoch()
    {
        var first = Node();
        Assert.True(_here.RunUntil(first, _here.LastCloses, () => _here.Seen.Operations.Exists(operation => operation.State == InventoryOperationState.Confirmed)), "the seed must merge");
        var second = Node(2, [.. _here.Seen.Operations.Where(operation => operation.IsOver)], 1);
        _here.RunToEnd(second);
        AssertEqualToTheExchange(second);
    }

    private static void Strike(RelayerFaults faults, string fault)
    {
        switch (fault)
        {
            case "fail":
                faults.FailNext(1);
                break;
            case "busy":
                faults.BusyNext(3);
                break;
            case "lost answer":
                faults.LoseAnswers(1);
                break;
            default:
                faults.StaysPending = true;
                break;
        }
    }

    private TradingNode Node(long epoch = 1, IReadOnlyList<OperationRecord>? found = null, params long[] previous) => _here.Node(
        options => options with
        {
            Engine = options.Engine with { Inventory = new InventoryOptions { Enabled = true, Gasless = true, MinimumGaslessMerge = Size.Shares(1) } },
            Operations = found ?? [],
        },
        epoch,
        previous);

    private int Confirmed(InventoryOperationKind kind) => _here.Seen.Operations.Count(operation => operation.Kind == kind && operation.State == InventoryOperationState.Confirmed);

    private void AssertEqualToTheExchange(TradingNode node)
    {
        var totals = node.Driver.Engine.Totals;
        Assert.Equal(0, totals.InvariantBreaches);
        Assert.Equal(0, node.OperationsUnderWay);
        Assert.Equal(_here.Venue.Exchange.Collateral(_here.Account) - Began, totals.RealizedPnl);
        Assert.True(_here.Venue.Exchange.Totals.IsConserved);
    }
}
