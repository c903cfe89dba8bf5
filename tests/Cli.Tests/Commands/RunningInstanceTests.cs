using System.Text.Json.Nodes;
using PolyCloud.Cli.Tests.Scene;

namespace PolyCloud.Cli.Tests.Commands;

[Collection(Typed.Name)]
public sealed class RunningInstanceTests
{
    [Theory]
    [InlineData("status", "trading  epoch 3|b0 asymmetric  Active|btc-updown-5m-1  Making")]
    [InlineData("bots list", "b0 asymmetric")]
    [InlineData("orders", "entry buy 10 up at 0.46")]
    [InlineData("orders --all", "rejected")]
    [InlineData("positions", "no window.")]
    [InlineData("risk", "95 %  maximumDailyLoss  19 of 20 USD|TRIPPED  bot-drawdown|armed    consecutive-losses")]
    [InlineData("alerts show", "webhook    delivered 3|last failure 1970-01-01T00:00:00Z: it answered 503")]
    [InlineData("params show", "nothing was changed")]
    [InlineData("bots pause b0 --reason lunch", "done.")]
    [InlineData("params set engine.asymmetric.entrySize=5 --reason smaller", "in force from the next window on.")]
    [InlineData("kill --reason night", "halted and clear")]
    [InlineData("kill --flatten --reason night", "flat:")]
    [InlineData("resume --reason morning", "halt lifted.")]
    public async Task A_command_says_it_in_words_and_with_json_as_one_value(string command, string words)
    {
        foreach (var json in (bool[])[false, true])
        {
            await using var instance = await FakeInstance.StartAsync();
            var (code, printed, complained) = await Typed.RunAsync([.. command.Split(' '), "--data", instance.Data, .. json ? ["--json"] : Array.Empty<string>()]);
            Assert.Equal((0, ""), (code, complained));
            if (json)
            {
                Assert.NotNull(JsonNode.Parse(printed));
            }
            else
            {
                Assert.All(words.Split('|'), word => Assert.Contains(word, printed, StringComparison.Ordinal));
            }
        }
    }

    [Theory]
    [InlineData("status")]
    [InlineData("bots list")]
    [InlineData("orders")]
    [InlineData("positions")]
    [InlineData("risk")]
    [InlineData("alerts show")]
    [InlineData("params show")]
    [InlineData("bots pause b0 --reason x")]
    public async Task Without_a_worker_each_says_so_and_exits_1_also_where_JSON_is_asked_for(string command)
    {
        using var data = new ScratchDirectory();
        var (code, printed, complained) = await Typed.RunAsync([.. command.Split(' '), "--data", data.Path, "--json"]);
        Assert.Equal((1, ""), (code, printed));
        Assert.Contains("polycloud up", complained, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_worker_refuses_is_its_own_words_and_exit_code_1()
    {
        await using var instance = await FakeInstance.StartAsync();
        instance.Wrong = ["bot is 'b9'; there are b0, b1."];
        var (code, printed, complained) = await Typed.RunAsync("bots", "pause", "b9", "--reason", "x", "--data", instance.Data, "--json");
        Assert.Equal((1, ""), (code, printed));
        Assert.Contains("there are b0, b1", complained, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Orders_as_JSON_are_the_rows_of_the_API()
    {
        await using var instance = await FakeInstance.StartAsync();
        var (_, printed, _) = await Typed.RunAsync("orders", "--all", "--json", "--data", instance.Data);
        var rows = JsonNode.Parse(printed)!["items"]!.AsArray();
        Assert.Equal(["live", "rejected"], rows.Select(static row => (string?)row!["state"]));
        Assert.Equal(0.46m, (decimal)rows[0]!["price"]!);
    }

    [Fact]
    public async Task Every_exit_code_of_the_help_stands_in_the_documentation()
    {
        var (_, help, _) = await Typed.RunAsync("--help");
        var told = help.Split('\n').Select(static line => line.Trim()).Where(static line => line.Length > 3 && char.IsAsciiDigit(line[0]) && line[1] == ' ').ToList();
        Assert.Equal(4, told.Count);
        var page = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "cli.md"));
        Assert.All(told, line => Assert.Contains($"| {line[0]} | {line[3..]} |", page, StringComparison.Ordinal));
    }
}
