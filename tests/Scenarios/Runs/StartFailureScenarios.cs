using System.Globalization;
using System.Net;
using System.Net.Sockets;
using PolyCloud.Scenarios.Processes;

namespace PolyCloud.Scenarios.Runs;

/// <summary>What cannot start says why, and what to change.</summary>
public sealed class StartFailureScenarios : IDisposable
{
    private readonly TcpListener _taken = new(IPAddress.Loopback, 0);

    public StartFailureScenarios() => _taken.Start();

    private string Port => ((IPEndPoint)_taken.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

    [Fact]
    public async Task A_simulator_whose_port_is_taken_names_the_port_and_the_option()
    {
        await using var process = await PolycloudProcess.RunAsync(Wait.Long, "simulator", "--port", Port);
        AssertNames(process, "--port");
    }

    [Fact]
    public async Task Up_whose_simulator_port_is_taken_names_the_port_and_the_option()
    {
        using var data = new TemporaryDirectory();
        await using var process = await PolycloudProcess.RunAsync(Wait.Long, "up", "--windows", "1", "--port", Port, "--data", data.Path);
        AssertNames(process, "--port");
    }

    [Fact]
    public async Task Up_whose_worker_port_is_taken_names_the_port_and_the_option_once()
    {
        using var data = new TemporaryDirectory();
        await using var process = await PolycloudProcess.RunAsync(Wait.Long, "up", "--windows", "1", "--speed", "20", "--worker-port", Port, "--data", data.Path);
        AssertNames(process, "--worker-port");
        Assert.Single(process.Lines, line => line.Contains(Port, StringComparison.Ordinal) && line.Contains("in use", StringComparison.Ordinal));
    }

    public void Dispose() => _taken.Dispose();

    private void AssertNames(PolycloudProcess process, string option)
    {
        Assert.True(process.ExitCode == 1, process.Output);
        Assert.Contains(Port, process.Output, StringComparison.Ordinal);
        Assert.Contains(option, process.Output, StringComparison.Ordinal);
    }
}
