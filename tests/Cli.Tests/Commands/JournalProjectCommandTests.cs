using PolyCloud.Cli.Tests.Scene;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Files;
using PolyCloud.Storage.Histories;

namespace PolyCloud.Cli.Tests.Commands;

[Collection(Typed.Name)]
public sealed class JournalProjectCommandTests
{
    [Fact]
    public async Task The_histories_of_a_run_are_built_from_its_journal_and_again_without_adding_up()
    {
        using var directory = new ScratchDirectory();
        var (journal, data) = (Path.Combine(directory.Path, "journal"), Path.Combine(directory.Path, "data"));
        var (ran, said, _) = await Typed.RunAsync("up", "--in-process", "--windows", "1", "--seed", "7", "--journal", journal, "--set", "engine.asymmetric.restBehindTouch=0.02");
        Assert.True(ran == 0, said);
        var (first, printed, complained) = await Typed.RunAsync("journal", "project", journal, "--data", data);
        Assert.Equal((0, ""), (first, complained));
        Assert.Matches(@"shard 0: [1-9]\d* periods from [1-9]\d* inputs\.", printed);
        var day = Assert.Single(await DaysAsync(data));
        Assert.Equal(1, day.WindowsSettled);
        Assert.True(day.OrdersPlaced > 0);
        var (second, _, _) = await Typed.RunAsync("journal", "project", journal, "--data", data);
        Assert.Equal(0, second);
        Assert.Equal(day, Assert.Single(await DaysAsync(data)));
    }

    [Fact]
    public async Task A_directory_that_is_not_there_is_a_wrong_command_line()
    {
        using var directory = new ScratchDirectory();
        var (code, _, complained) = await Typed.RunAsync("journal", "project", Path.Combine(directory.Path, "nothing"), "--data", directory.Path);
        Assert.Equal(2, code);
        Assert.Contains("There is no directory", complained, StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<PnlDay>> DaysAsync(string data)
    {
        await using var store = FileTableStore.Open(new FileTableStoreOptions { Directory = Path.Combine(data, "state"), Shared = true });
        return [.. (await new HistoryStore(store).ReadAsync(HistoryTable.Days, "0", new Timestamp(0), Timestamp.FromSeconds(4_000_000_000), default)).Select(PnlDay.Read)];
    }
}
