using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Chain.Abi;
using PolyCloud.Polymarket.Chain.ConditionalTokens;
using PolyCloud.Polymarket.Chain.Contracts;
using PolyCloud.Polymarket.Chain.Inventory;
using PolyCloud.Polymarket.Chain.Payouts;
using PolyCloud.Polymarket.Chain.Rpc;
using PolyCloud.Polymarket.Chain.Sessions;
using Xunit.Abstractions;

namespace PolyCloud.Scenarios.Chain;

/// <summary>The client against a real EVM node with the real contract.</summary>
public sealed class EvmNodeScenarios(ITestOutputHelper output)
{
    [EvmNodeFact]
    public async Task Sets_are_split_merged_and_redeemed_though_an_endpoint_dies_on_the_way()
    {
        await using var scene = await EvmScene.OpenAsync();
        await AssertIdsAsync(scene);
        Assert.Equal((1_000, 0, 0), await scene.BalancesAsync());

        var split = scene.Start(scene.Sets(InventoryAction.Split, 100));
        await scene.Driver.SubmittedAsync(split);
        var killed = scene.KillPreferredEndpoint();
        Assert.Equal(100_000_000, (await scene.Driver.ConfirmedAsync(split)).Amount);
        Assert.Equal((900, 100, 100), await scene.BalancesAsync());

        await scene.Driver.ConfirmedAsync(scene.Start(scene.Sets(InventoryAction.Merge, 40)));
        Assert.Equal((940, 60, 60), await scene.BalancesAsync());
        Assert.True(scene.Endpoints.Health[killed].FaultsInRow > 0, "nobody noticed that the endpoint is gone");

        Assert.Equal(PayoutVerdict.Unresolved, await PayoutAsync(scene));
        await scene.Driver.DoAsync(scene.Issuer, TestContracts.Call(scene.Contracts.ConditionalTokens, ConditionalTokensCalls.Report(scene.Question, 0, 1)));
        Assert.Equal(PayoutVerdict.Down, await PayoutAsync(scene));

        var redeemed = await scene.Driver.ConfirmedAsync(scene.Start(scene.Sets(InventoryAction.Redeem, 60)));
        Assert.Equal(60_000_000, redeemed.Amount);
        Assert.Equal((1_000, 0, 0), await scene.BalancesAsync());
        output.WriteLine($"redeemed in block {redeemed.Receipt!.Block}, {redeemed.Receipt.GasUsed} gas");
    }

    [EvmNodeFact]
    public async Task A_stuck_transaction_is_replaced_by_a_dearer_one_and_happens_once()
    {
        await using var scene = await EvmScene.OpenAsync();
        await scene.Node.StopMiningAsync();
        var split = scene.Start(scene.Sets(InventoryAction.Split, 10));
        await scene.Driver.AttemptsAsync(split, 2);
        await scene.Node.GoOnMiningAsync();
        var success = await scene.Driver.ConfirmedAsync(split);

        var attempts = scene.Driver.Attempts[split];
        Assert.Single(attempts.Select(static attempt => attempt.Nonce).Distinct());
        Assert.True(attempts[1].Fees.Tip * 10 >= attempts[0].Fees.Tip * 11);
        Assert.True(attempts[1].Fees.Maximum * 10 >= attempts[0].Fees.Maximum * 11);
        Assert.NotEqual(attempts[0].Reference, success.Transaction);
        Assert.Equal((990, 10, 10), await scene.BalancesAsync());
        output.WriteLine($"{attempts.Count} attempts at nonce {attempts[0].Nonce}");
    }

    [EvmNodeFact]
    public async Task What_cannot_succeed_is_not_sent_and_what_is_undone_is_told()
    {
        await using var scene = await EvmScene.OpenAsync();
        var hopeless = scene.Start(scene.Sets(InventoryAction.Merge, 5));
        var (failure, detail) = await scene.Driver.FailedAsync(hopeless);
        Assert.Equal(ChainFailure.WouldRevert, failure);
        Assert.False(scene.Driver.Attempts.ContainsKey(hopeless));
        output.WriteLine(detail);

        // Simulated well, then undone: the dollar is paused by a transaction that comes before it in the block.
        await scene.Node.StopMiningAsync();
        var split = scene.Start(scene.Sets(InventoryAction.Split, 10));
        await scene.Driver.SubmittedAsync(split);
        await scene.Node.AskAsync("eth_sendTransaction", new
        {
            from = scene.IssuerAddress.ToString(),
            to = scene.Contracts.Collateral.ToString(),
            data = HexText.Data(TestContracts.Pause),
            maxPriorityFeePerGas = HexText.Quantity(900_000_000_000),
            maxFeePerGas = HexText.Quantity(999_000_000_000),
            gas = HexText.Quantity(200_000),
        });
        await scene.Node.GoOnMiningAsync();

        Assert.Equal(ChainFailure.Reverted, (await scene.Driver.FailedAsync(split)).Failure);
        Assert.Equal((1_000, 0, 0), await scene.BalancesAsync());
    }

    [EvmNodeFact]
    public async Task A_success_without_its_effect_is_a_failure()
    {
        await using var scene = await EvmScene.OpenAsync();

        // An address without code takes every call and does nothing.
        var nowhere = scene.Contracts with { CollateralAdapter = scene.IssuerAddress };
        var split = scene.Driver.Start(scene.Trader, InventoryPlan.For(scene.Sets(InventoryAction.Split, 10), nowhere));

        Assert.Equal(ChainFailure.NoEffect, (await scene.Driver.FailedAsync(split)).Failure);
    }

    private static async Task AssertIdsAsync(EvmScene scene)
    {
        var contract = scene.Contracts.ConditionalTokens;
        var condition = await scene.ReadAsync(contract, new AbiFunction("getConditionId(address,bytes32,uint256)").Call(
            new AbiEncoder().Address(scene.IssuerAddress).Word(scene.Question).Number(2)));
        Assert.Equal(scene.Condition.ToString(), "0x" + condition.ToString("x64")[^64..]);
        foreach (var (outcome, set) in new[] { (Outcome.Up, 1), (Outcome.Down, 2) })
        {
            var collection = await scene.ReadAsync(contract, new AbiFunction("getCollectionId(bytes32,bytes32,uint256)").Call(
                new AbiEncoder().Word(default).Word(scene.Condition).Number(set)));
            Assert.Equal(ConditionalTokenIds.Collection(scene.Condition, outcome).ToString(), "0x" + collection.ToString("x64")[^64..]);
            var position = await scene.ReadAsync(contract, new AbiFunction("getPositionId(address,bytes32)").Call(
                new AbiEncoder().Address(scene.Contracts.TokenCollateral).Word(ConditionalTokenIds.Collection(scene.Condition, outcome))));
            Assert.Equal(scene.Token(outcome).ToString(), position.ToString());
        }
    }

    private static async Task<PayoutVerdict> PayoutAsync(EvmScene scene)
    {
        var check = new PayoutCheck(scene.Endpoints, scene.Contracts.ConditionalTokens, 1);
        await scene.Driver.RunAsync(
            (now, outbox) => check.Start(now, scene.Condition, outbox), (now, id, outcome, outbox) => check.Completed(now, id, outcome, outbox), () => check.IsDone);
        return check.Verdict;
    }
}
