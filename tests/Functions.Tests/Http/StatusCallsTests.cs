using Microsoft.DurableTask.Client;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Functions.Http;
using PolyCloud.Functions.Runtime;
using PolyCloud.Functions.Tests.Durable;
using PolyCloud.Functions.Workflows;
using PolyCloud.Storage.Memory;
using PolyCloud.Storage.ControlPlane;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Functions.Tests.Http;

public sealed class StatusCallsTests : IAsyncDisposable
{
    private readonly RecordedClient _client = new();
    private readonly MemoryTableStore _tables = new();

    public ValueTask DisposeAsync() => _tables.DisposeAsync();

    [Fact]
    public async Task The_status_tells_the_workers_last_word_and_every_live_workflow()
    {
        var row = new ObservedWorkerRow
        {
            Shard = "0", Epoch = 7, HaltNumber = 3, IsHalted = true, IsClear = true, ParametersNumber = 0, Updated = new Timestamp(2),
            Markets = [new ObservedMarket("btc-updown-5m-300", MarketPhase.Making, false)],
        };
        await _tables.WriteAsync(ControlTables.Observed, [new TableWrite(TableWriteKind.Upsert, row.ToTableRow())], CancellationToken.None);
        _client.Add("market-a", "market", OrchestrationRuntimeStatus.Running, new WorkflowStatus("Making", 0));
        _client.Add("market-b", "market", OrchestrationRuntimeStatus.Completed);
        var (status, body) = await SignedIn.SentAsync(await Calls().StatusAsync(SignedIn.Request(null, Caller.ReadRole), _client, CancellationToken.None));
        Assert.Equal(200, status);
        Assert.Equal("halted", body.GetProperty("worker").GetProperty("state").GetString());
        Assert.Equal(3, body.GetProperty("worker").GetProperty("haltNumber").GetInt64());
        Assert.True(body.GetProperty("worker").GetProperty("isClear").GetBoolean());
        Assert.Equal("Making", body.GetProperty("worker").GetProperty("markets")[0].GetProperty("phase").GetString());
        var shown = Assert.Single(body.GetProperty("workflows").EnumerateArray());
        Assert.Equal("market-a", shown.GetProperty("id").GetString());
        Assert.Equal("Making", shown.GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_worker_that_has_never_run_is_told_as_such()
    {
        var (_, body) = await SignedIn.SentAsync(await Calls().StatusAsync(SignedIn.Request(null, Caller.ReadRole), _client, CancellationToken.None));
        Assert.Equal("never seen", body.GetProperty("worker").GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_market_is_found_by_its_slug()
    {
        _client.Add("market-btc-updown-5m-300", "market", OrchestrationRuntimeStatus.Completed, new WorkflowStatus("settled", 0));
        Assert.Equal("settled", (await MarketAsync("btc-updown-5m-300")).Body.GetProperty("status").GetString());
        Assert.Equal(404, (await MarketAsync("btc-updown-5m-600")).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("UP")]
    [InlineData("a/b")]
    [InlineData("a b")]
    public async Task What_is_no_slug_is_refused(string slug) => Assert.Equal(400, (await MarketAsync(slug)).Status);

    [Fact]
    public async Task Looking_needs_its_role_and_health_none()
    {
        Assert.Equal(403, (await SignedIn.SentAsync(await Calls().StatusAsync(SignedIn.Request(null, Caller.OperateRole), _client, CancellationToken.None))).Status);
        Assert.Equal(401, (await SignedIn.SentAsync(await Calls().MarketAsync(SignedIn.WithHeader(null, null), "a", _client, CancellationToken.None))).Status);
        Assert.Equal(200, (await SignedIn.SentAsync(Calls().Health(SignedIn.WithHeader(null, null)))).Status);
    }

    private async Task<(int Status, System.Text.Json.JsonElement Body)> MarketAsync(string slug) =>
        await SignedIn.SentAsync(await Calls().MarketAsync(SignedIn.Request(null, Caller.ReadRole), slug, _client, CancellationToken.None));

    private StatusCalls Calls() => new(
        new Gate(SignedIn.Platform), new ControlSettings { Shard = "0", Series = [new ControlSeries("btc", WindowInterval.FiveMinutes)] }, _tables);
}
