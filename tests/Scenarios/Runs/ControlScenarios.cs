using System.Net;
using System.Text.Json.Nodes;
using PolyCloud.Scenarios.Processes;

namespace PolyCloud.Scenarios.Runs;

/// <summary>Health, status, halt and resume of a running system. Each scenario leaves it trading.</summary>
public sealed class ControlScenarios(RunningSystem system) : IClassFixture<RunningSystem>
{
    [Theory]
    [InlineData("health/live", "live")]
    [InlineData("health/startup", "ok")]
    [InlineData("health/ready", "ok")]
    public async Task A_running_worker_is_healthy(string path, string word)
    {
        await Wait.UntilAsync(
            async () => await system.Worker.GetAsync(path) is { Code: HttpStatusCode.OK } answer && (string?)answer.Body["status"] == word,
            $"{path} answers {word}",
            () => system.Process.Output);
    }

    [Fact]
    public async Task Status_shows_epoch_feeds_totals_and_every_window_with_its_phase()
    {
        JsonNode status = new JsonObject();
        await Wait.UntilAsync(
            async () => (status = await system.StatusAsync())["markets"]?.AsArray().Any(market => (string?)market!["phase"] is "Making" or "Unwind" or "CloseOnly" or "HedgeLock") == true,
            "a window trades",
            () => status.ToJsonString());
        Assert.Equal("trading", (string?)status["state"]);
        Assert.Null(status["halt"]);
        Assert.True((long)status["epoch"]! >= 1);
        Assert.True(Pids.IsAlive((int)status["pid"]!));
        Assert.Equal(["market", "user", "oracle", "heartbeat", "reconciliation"], status["feeds"]!.AsObject().Select(feed => feed.Key));
        Assert.Equal(0, (long)status["totals"]!["invariantBreaches"]!);
        Assert.All(status["markets"]!.AsArray(), market => Assert.StartsWith("btc-updown-5m-", (string?)market!["slug"], StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_status_command_shows_the_same_to_a_person()
    {
        await using var process = await PolycloudProcess.RunAsync(Wait.Long, "status", "--data", system.Data);
        Assert.Equal(0, process.ExitCode);
        Assert.Contains("btc-updown-5m-", process.Output, StringComparison.Ordinal);
        Assert.Contains("feed heartbeat", process.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"reason\":\" \"}")]
    [InlineData("{\"reason\":")]
    public async Task A_halt_without_a_reason_is_refused_and_changes_nothing(string body)
    {
        Assert.Equal(HttpStatusCode.BadRequest, await system.Worker.PostAsync("control/halt", body));
        Assert.Null((await system.StatusAsync())["halt"]);
    }

    [Fact]
    public async Task Kill_clears_the_exchange_and_nothing_is_placed_until_resume()
    {
        await system.OrderRestsAsync();
        await KillAsync("scenario");
        var credential = await system.CredentialAsync();
        Assert.Empty(await system.Witness.OpenOrdersAsync(credential));
        var halted = await system.StatusAsync();
        Assert.NotNull(halted["halt"]);
        Assert.Equal("halted", (string?)halted["state"]);
        await Task.Delay(TimeSpan.FromSeconds(2));
        Assert.Equal(Placed(halted), Placed(await system.StatusAsync()));
        Assert.Empty(await system.Witness.OpenOrdersAsync(credential));
        await ResumeAsync();
    }

    [Fact]
    public async Task A_halt_outlives_the_worker_that_was_told_of_it()
    {
        await system.OrderRestsAsync();
        await KillAsync("outlives");
        var before = await system.StatusAsync();
        Native.Signal((int)before["pid"]!, Native.Kill9);
        JsonNode? after = null;
        await Wait.UntilAsync(
            async () => (after = await system.Worker.StatusAsync()) is not null && (int)after["pid"]! != (int)before["pid"]! && after["markets"] is not null,
            "another worker is up",
            () => system.Process.Output);
        await Wait.UntilAsync(async () => (bool?)(after = await system.StatusAsync())["clear"] == true, "the new worker is clear", () => after!.ToJsonString());
        Assert.Equal((long)before["epoch"]! + 1, (long)after!["epoch"]!);
        Assert.Equal("halted", (string?)after["state"]);
        Assert.Equal("outlives", (string?)after["halt"]);
        Assert.Equal(0, Placed(after));
        Assert.Null(await system.Witness.CredentialAsync((long)before["epoch"]!));
        await ResumeAsync();
    }

    private static long Placed(JsonNode status) => (long)status["totals"]!["ordersPlaced"]!;

    private async Task KillAsync(string reason)
    {
        await using var kill = await PolycloudProcess.RunAsync(Wait.Long, "kill", "--reason", reason, "--data", system.Data, "--timeout", "60");
        Assert.True(kill.ExitCode == 0, kill.Output + system.Process.Output);
        Assert.Contains("halted and clear", kill.Output, StringComparison.Ordinal);
    }

    private async Task ResumeAsync()
    {
        await using var resume = await PolycloudProcess.RunAsync(Wait.Long, "resume", "--reason", "scenario ends", "--data", system.Data);
        Assert.Equal(0, resume.ExitCode);
        var resumed = await system.StatusAsync();
        Assert.Null(resumed["halt"]);
        await Wait.UntilAsync(async () => Placed(await system.StatusAsync()) > Placed(resumed), "orders are placed again", () => system.Process.Output);
    }
}
