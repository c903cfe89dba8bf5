using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PolyCloud.ContainerWorker.Control;
using PolyCloud.ContainerWorker.Host;
using PolyCloud.Engine.Values;
using PolyCloud.ReadModel.Publishing;
using PolyCloud.ReadModel.Snapshots;
using PolyCloud.Storage.Tables;

namespace PolyCloud.ContainerWorker.Tests.Host;

public sealed class StatusServerTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("polycloud-");
    private readonly Control _control = new();
    private readonly SnapshotBoard _model = new(TradingSnapshot.Before(Timestamp.FromSeconds(1), "0"), static _ => { });
    private readonly LocalKey _key;

    public StatusServerTests() => _key = LocalKey.OfDirectory(_directory.FullName);

    public void Dispose() => _directory.Delete(recursive: true);

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer ")]
    [InlineData("Bearer 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    [InlineData("Basic dXNlcjpwYXNz")]
    public async Task An_unknown_caller_gets_401_and_nothing_happens(string? authorization)
    {
        await using var server = await StatusServer.StartAsync(0, _control, _key, _model, default);
        using var client = new HttpClient { BaseAddress = server.Address };
        if (authorization is not null)
        {
            client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);
        }

        foreach (var path in (string[])["/control/halt", "/control/resume", "/control/flatten", "/control/parameters", "/control/bots"])
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await client.PostAsJsonAsync(path, new { reason = "unknown" })).StatusCode);
        }

        foreach (var path in (string[])["/status", "/orders", "/positions", "/risk", "/alerts"])
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync(path)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/live")).StatusCode);
        Assert.Empty(_control.Asked);
    }

    [Fact]
    public void The_key_is_kept_and_only_its_user_can_read_it()
    {
        var text = LocalKey.Read(_directory.FullName)!;
        Assert.True(LocalKey.OfDirectory(_directory.FullName).Admits("Bearer " + text));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_directory.FullName, LocalKey.FileName)));
        }
    }

    [Fact]
    public async Task Health_and_status_are_served_on_a_free_port_of_loopback()
    {
        await using var server = await StatusServer.StartAsync(0, _control, _key, _model, default);
        using var client = Client(server);
        Assert.Equal("127.0.0.1", server.Address.Host);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/live")).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.GetAsync("/health/startup")).StatusCode);
        _control.HasStarted = true;
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/startup")).StatusCode);
        _control.NotReadyBecause = "data-gap";
        var ready = await client.GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal("data-gap", (await ready.Content.ReadFromJsonAsync<JsonObject>())!["reason"]!.GetValue<string>());
        Assert.Equal("trading", (await client.GetFromJsonAsync<JsonObject>("/status"))!["state"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_halt_and_a_resume_need_a_reason()
    {
        await using var server = await StatusServer.StartAsync(0, _control, _key, _model, default);
        using var client = Client(server);
        Assert.Equal(HttpStatusCode.Accepted, (await client.PostAsJsonAsync("/control/halt", new { reason = "smoke" })).StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, (await client.PostAsJsonAsync("/control/resume", new { reason = "clear" })).StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, (await client.PostAsJsonAsync("/control/flatten", new { reason = "out" })).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsJsonAsync("/control/flatten", new { reason = "" })).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsJsonAsync("/control/halt", new { reason = " " })).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsJsonAsync("/control/halt", new { reason = new string('x', 501) })).StatusCode);
        using var nonsense = new StringContent("{", System.Text.Encoding.UTF8, "application/json");
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsync("/control/halt", nonsense)).StatusCode);
        Assert.Equal(["halt smoke http", "resume clear http", "flatten out http"], _control.Asked);
    }

    [Fact]
    public async Task Orders_to_strategies_and_bots_are_read_by_their_words()
    {
        await using var server = await StatusServer.StartAsync(0, _control, _key, _model, default);
        using var client = Client(server);
        var order = new { settings = new[] { "engine.asymmetric.entrySize=20" }, scope = "series", key = "btc-5m", group = "b", atOnce = true, reason = "try" };
        Assert.Equal(HttpStatusCode.Accepted, (await client.PostAsJsonAsync("/control/parameters", order)).StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, (await client.PostAsJsonAsync("/control/bots", new { bot = "b0", signal = "pause", seconds = 60, reason = "news" })).StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, (await client.PostAsJsonAsync("/control/bots", new { bot = "b0", signal = "halt", reason = "bad" })).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsJsonAsync("/control/bots", new { bot = "b0", signal = "3", reason = "bad" })).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsJsonAsync("/control/parameters", new { scope = "world", reason = "bad" })).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsJsonAsync("/control/parameters", new { group = "C", reason = "bad" })).StatusCode);
        Assert.Equal(
            ["parameters Series btc-5m B engine.asymmetric.entrySize=20 True False try http", "bot b0 Pause 60000000 news http", "bot b0 EmergencyHalt 0 bad http"], _control.Asked);
    }

    [Fact]
    public async Task A_refused_order_says_what_is_wrong_and_one_that_was_not_stored_says_so()
    {
        _control.Refuses = true;
        await using var server = await StatusServer.StartAsync(0, _control, _key, _model, default);
        using var client = Client(server);
        var refused = await client.PostAsJsonAsync("/control/parameters", new { reason = "try" });
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal("engine.x is no setting.", (await refused.Content.ReadFromJsonAsync<JsonObject>())!["detail"]!.GetValue<string>());
        _control.FlagFails = true;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.PostAsJsonAsync("/control/parameters", new { reason = "try" })).StatusCode);
    }

    [Fact]
    public async Task A_flag_that_cannot_be_written_is_told()
    {
        _control.FlagFails = true;
        await using var server = await StatusServer.StartAsync(0, _control, _key, _model, default);
        using var client = Client(server);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.PostAsJsonAsync("/control/halt", new { reason = "smoke" })).StatusCode);
    }

    [Fact]
    public async Task A_port_in_use_is_named()
    {
        await using var server = await StatusServer.StartAsync(0, _control, _key, _model, default);
        var problem = await Assert.ThrowsAsync<PortInUseException>(() => StatusServer.StartAsync(server.Address.Port, _control, _key, _model, default));
        Assert.Contains(server.Address.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), problem.Message, StringComparison.Ordinal);
        Assert.Contains("--worker-port", problem.Message, StringComparison.Ordinal);
    }

    private HttpClient Client(StatusServer server)
    {
        var client = new HttpClient { BaseAddress = server.Address };
        client.DefaultRequestHeaders.Add("Authorization", "Bearer " + LocalKey.Read(_directory.FullName));
        return client;
    }

    private sealed class Control : IWorkerControl
    {
        public List<string> Asked { get; } = [];

        public bool Refuses { get; set; }

        public bool FlagFails { get; set; }

        public bool HasStarted { get; set; }

        public string? NotReadyBecause { get; set; }

        public JsonObject Status() => new() { ["state"] = "trading" };

        public void Halt(string reason, string who)
        {
            Asked.Add($"halt {reason} {who}");
            if (FlagFails)
            {
                throw new StoreUnavailableException("disk full");
            }
        }

        public void Resume(string reason, string who) => Asked.Add($"resume {reason} {who}");

        public void Flatten(string reason, string who) => Asked.Add($"flatten {reason} {who}");

        public Task<IReadOnlyList<string>> ChangeParametersAsync(ParameterRequest request, string who, CancellationToken cancellation)
        {
            Asked.Add($"parameters {request.Scope} {request.Key} {request.Group} {string.Join(' ', request.Settings)} {request.AtOnce} {request.Reset} {request.Reason} {who}");
            return FlagFails ? throw new StoreUnavailableException("disk full") : Task.FromResult<IReadOnlyList<string>>(Refuses ? ["engine.x is no setting."] : []);
        }

        public Task<IReadOnlyList<string>> CommandBotAsync(BotRequest request, string who, CancellationToken cancellation)
        {
            Asked.Add($"bot {request.Bot} {request.Signal} {request.For.Micros} {request.Reason} {who}");
            return Task.FromResult<IReadOnlyList<string>>([]);
        }
    }
}
