using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using PolyCloud.ContainerWorker.Api;
using PolyCloud.ContainerWorker.Api.Keys;
using PolyCloud.ContainerWorker.Control;
using PolyCloud.ContainerWorker.Host;
using PolyCloud.ContainerWorker.Metrics;
using PolyCloud.ContainerWorker.Publishing;
using PolyCloud.ContainerWorker.Tests.Publishing;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.ReadModel.Publishing;
using PolyCloud.ReadModel.Snapshots;
using PolyCloud.Storage.Histories;
using PolyCloud.Storage.Memory;
using PolyCloud.Storage.Workflows;

namespace PolyCloud.ContainerWorker.Tests.Api;

/// <summary>An API on loopback over a node that holds a position and quotes; commands go nowhere.</summary>
internal sealed class ApiScene : IAsyncDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("polycloud-api");
    private readonly QuotingNode _node = new();
    private readonly SnapshotPublisher _publisher;
    private readonly WorkerHistograms _histograms;
    private ApiServer? _server;
    private int _changes;

    private ApiScene()
    {
        Board = new SnapshotBoard(TradingSnapshot.Before(QuotingNode.Opens, "0"), static problem => throw problem);
        _publisher = new SnapshotPublisher(Board, _node.Activity, static () => 0);
        _histograms = new WorkerHistograms(_node.Node.Driver.Decisions, _node.Activity.OrderAnswers, _node.Node.FrameAges);
        var placed = _node.Quote();
        _node.Report(placed.Intent, OrderReportKind.Live);
        _node.Fill(placed, FillStatus.Matched);
        Publish();
    }

    public SnapshotBoard Board { get; }

    public FakeCommands Commands { get; } = new();

    public HttpClient Client { get; } = new() { Timeout = TimeSpan.FromSeconds(20) };

    public ApiKeyFile Keys => ApiKeyFile.Of(_directory.FullName);

    public string AuditDirectory => Path.Combine(_directory.FullName, "audit");

    public Uri Address => _server!.Address;

    public bool RequiresKey => _server!.RequiresKey;

    public static string Slug => QuotingNode.Spec.Slug;

    public static async Task<ApiScene> StartAsync(ApiSettings? settings = null, params (string Key, ApiRole Role)[] keys)
    {
        var scene = new ApiScene();
        if (keys.Length > 0)
        {
            scene.Keys.Write([.. keys.Select(static key => new ApiKeyEntry("key-" + key.Role.ToString().ToLowerInvariant(), key.Role, ApiKeyEntry.HashOf(key.Key), "2026-01-01T00:00:00Z"))]);
        }

        scene._server = await ApiServer.StartAsync(
            settings ?? new ApiSettings { RequestsPerMinute = 1_000_000 }, new ApiSources(scene.Board, scene.Commands, new Control(), scene.Keys, scene.AuditDirectory, () => scene._histograms, scene.Records), NullLogger.Instance, default);
        scene.Client.BaseAddress = scene._server.Address;
        return scene;
    }

    public int StreamClients => _server!.StreamClients;

    /// <summary>Another set of live orders, as after a halt.</summary>
    public void CancelEverything() => _node.Do(() => _node.Engine.OnHalt(_node.Now, Engine.Effects.Reason.ManualHalt, _node.Effects));

    public void Publish() => _publisher.Publish(_node.Node, new WorkerFacts("0", 7, "live", QuotingNode.Opens, "", null, 0, Duration.Zero, Parameters, Moves, Alerts), _node.Now);

    public async Task<JsonNode> GetAsync(string path) => JsonNode.Parse(await Client.GetStringAsync(new Uri(path, UriKind.Relative)))!;

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? body = null, string? key = null, string? idempotency = "fresh", string contentType = "application/json")
    {
        using var request = new HttpRequestMessage(method, path);
        if (key is not null)
        {
            request.Headers.Add("X-API-Key", key);
        }

        if (method != HttpMethod.Get && idempotency is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotency == "fresh" ? "change-" + Interlocked.Increment(ref _changes) : idempotency);
        }

        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        }

        return await Client.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _server!.DisposeAsync();
        _node.Dispose();
        _directory.Delete(recursive: true);
    }

    private static ParametersSnapshot Parameters { get; } = new(
        [new ParameterSnapshot("engine.asymmetric.entrySize", "10", "10", "Shares of an entry.", true), new ParameterSnapshot("engine.maximumMarkets", "16", "16", "Markets held at once.", false)],
        [new ParameterProposal("p1", ParameterScope.All, "", null, false, new Dictionary<string, string> { ["engine.asymmetric.entrySize"] = "5" }, "smaller", "desk", QuotingNode.Opens, ProposalState.Proposed, "", default)]);

    /// <summary>Tables in memory, with histories and one workflow.</summary>
    public MemoryTableStore Tables { get; } = new();

    public string JournalDirectory => Path.Combine(_directory.FullName, "journal");

    private ApiRecords Records => new(new HistoryStore(Tables), new WorkflowClient(Tables, TimeProvider.System, static () => "id"), "0", JournalDirectory);

    private static IReadOnlyList<WalletProposal> Moves { get; } = [new WalletProposal("w1", WalletMove.TopUp, Money.Dollars(50), "low", "desk", QuotingNode.Opens, ProposalState.Proposed, "", default)];

    private static AlertsSnapshot Alerts { get; } = new(2, [new AlertChannelSnapshot("webhook", 3, 1, 0, 0, DateTimeOffset.UnixEpoch, "it answered 500")]);

    private sealed class Control : IWorkerControl
    {
        public bool HasStarted => true;

        public string? NotReadyBecause => null;

        public JsonObject Status() => [];

        public void Halt(string reason, string who)
        {
        }

        public void Resume(string reason, string who)
        {
        }

        public void Flatten(string reason, string who)
        {
        }

        public Task<IReadOnlyList<string>> ChangeParametersAsync(ParameterRequest request, string who, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<string>>([]);

        public Task<IReadOnlyList<string>> CommandBotAsync(BotRequest request, string who, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<string>>([]);
    }
}
