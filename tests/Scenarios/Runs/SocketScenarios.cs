using System.Text.Json.Nodes;
using PolyCloud.Scenarios.Processes;

namespace PolyCloud.Scenarios.Runs;

/// <summary>`up` over sockets, twenty times as fast, for one window.</summary>
public sealed class SocketScenarios(SocketScenarios.OneWindow run) : IClassFixture<SocketScenarios.OneWindow>
{
    [Fact]
    public void The_run_exits_0_and_its_last_line_is_the_summary()
    {
        Assert.True(run.ExitCode == 0, run.Output);
        Assert.All(SummaryKeys.Required, key => Assert.True(run.Summary.AsObject().ContainsKey(key), key));
    }

    [Fact]
    public void The_window_was_traded_and_settled_and_no_order_is_left()
    {
        Assert.Equal(1, (int)run.Summary["windows"]!);
        Assert.True((long)run.Summary["framesProcessed"]! > 0);
        Assert.Equal(0, (int)run.Summary["openOrdersAtEnd"]!);
        Assert.Equal(0, (long)run.Summary["invariantBreaches"]!);
    }

    [Fact]
    public void One_line_per_thing_that_is_up_tells_its_address()
    {
        Assert.Contains(run.Lines, line => line.StartsWith("simulator  up  http://127.0.0.1:", StringComparison.Ordinal));
        Assert.Contains(run.Lines, line => line.StartsWith("dashboard  up  http://127.0.0.1:", StringComparison.Ordinal));
        Assert.Contains(run.Lines, line => line.StartsWith("worker     up  http://127.0.0.1:", StringComparison.Ordinal));
    }

    [Fact]
    public void No_process_that_was_named_is_left() =>
        Assert.All(run.Lines.Where(line => line.Contains("pid ", StringComparison.Ordinal)), line => Assert.False(Pids.IsAlive(Pids.In(line)), line));

    [Fact]
    public async Task A_damaged_state_store_is_named_and_nothing_is_quoted()
    {
        using var data = run.CopyOfData();
        var log = new DirectoryInfo(Path.Combine(data.Path, "state")).GetFiles().MaxBy(file => file.Length)!;
        await DamageAsync(log.FullName);
        await using var process = await PolycloudProcess.RunAsync(Wait.Long, "up", "--windows", "1", "--speed", "20", "--data", data.Path);
        Assert.Equal(1, process.ExitCode);
        Assert.Contains("not quoting", process.Output, StringComparison.Ordinal);
        Assert.Contains(log.Name, process.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("worker     up", process.Output, StringComparison.Ordinal);
    }

    /// <summary>Turns bytes in the middle around: no torn tail, which a crash leaves and recovery cuts.</summary>
    private static async Task DamageAsync(string path)
    {
        var bytes = await File.ReadAllBytesAsync(path);
        for (var place = bytes.Length / 2; place < (bytes.Length / 2) + 16; place++)
        {
            bytes[place] ^= 0xFF;
        }

        await File.WriteAllBytesAsync(path, bytes);
    }

    public sealed class OneWindow : IAsyncLifetime, IDisposable
    {
        private readonly TemporaryDirectory _data = new();

        public int ExitCode { get; private set; }

        public IReadOnlyList<string> Lines { get; private set; } = [];

        public string Output => string.Join('\n', Lines);

        public JsonNode Summary => JsonNode.Parse(Lines[^1])!;

        public async Task InitializeAsync()
        {
            await using var process = await PolycloudProcess.RunAsync(
                TimeSpan.FromSeconds(180), "up", "--windows", "1", "--speed", "20", "--seed", "7", "--summary", "json", "--data", _data.Path);
            ExitCode = process.ExitCode;
            Lines = process.Lines;
        }

        public Task DisposeAsync() => Task.CompletedTask;

        public void Dispose() => _data.Dispose();

        internal TemporaryDirectory CopyOfData()
        {
            var copy = new TemporaryDirectory();
            foreach (var file in Directory.GetFiles(_data.Path, "*", SearchOption.AllDirectories))
            {
                var target = Path.Combine(copy.Path, Path.GetRelativePath(_data.Path, file));
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(file, target);
            }

            return copy;
        }
    }
}
