using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PolyCloud.Dashboard.Access;
using PolyCloud.Dashboard.Hosting;
using PolyCloud.Dashboard.Stored;
using PolyCloud.ReadModel.Publishing;

namespace PolyCloud.Dashboard.Scene;

/// <summary>The pages over a real socket on loopback, and a browser's part in it: cookies and forms.</summary>
internal sealed partial class ServedDashboard : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly HttpClientHandler _handler = new() { AllowAutoRedirect = false, CookieContainer = new CookieContainer() };

    private ServedDashboard(WebApplication application, SnapshotBoard board, FakeCommands commands, FakeAudit audit, FakeHistories histories)
    {
        (_application, Board, Commands, Audit, Histories) = (application, board, commands, audit, histories);
        Address = new Uri(application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Client = new HttpClient(_handler) { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(20) };
        Client.DefaultRequestHeaders.Add("Accept", "text/html");
    }

    public Uri Address { get; }

    public SnapshotBoard Board { get; }

    public FakeCommands Commands { get; }

    public FakeAudit Audit { get; }

    public FakeHistories Histories { get; }

    public HttpClient Client { get; }

    public CookieContainer Cookies => _handler.CookieContainer;

    public static async Task<ServedDashboard> StartAsync(IDashboardAccess? access = null, Func<StoredQuestion, Task<StoredSpan>>? stored = null)
    {
        var (board, commands, audit, histories) = (new SnapshotBoard(SampleSnapshot.Of(), static _ => { }), new FakeCommands(), new FakeAudit(), new FakeHistories());
        histories.Answer = stored ?? histories.Answer;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddDashboard(new DashboardSources(board, commands, access ?? new OpenAccess(), audit, histories));
        var application = builder.Build();
        application.UseWebSockets();
        application.MapDashboard();
        await application.StartAsync();
        return new ServedDashboard(application, board, commands, audit, histories);
    }

    /// <summary>Fetches a page for its token, then sends a form as its buttons do.</summary>
    public async Task<HttpResponseMessage> SendAsync(string address, params (string Name, string Value)[] fields)
    {
        var token = Token().Match(await Client.GetStringAsync(new Uri(Address, "/login"))).Groups["token"].Value;
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", WebUtility.HtmlDecode(token)), .. fields.Select(static field => KeyValuePair.Create(field.Name, field.Value))]);
        return await Client.PostAsync(new Uri(Address, address), form);
    }

    public Task<HttpResponseMessage> LogInAsync(string key) => SendAsync("/login", ("key", key), ("back", "/risk"));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _handler.Dispose();
        await _application.DisposeAsync();
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Token();
}
