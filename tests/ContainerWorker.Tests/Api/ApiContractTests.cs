using System.Net;
using System.Text.Json.Nodes;
using PolyCloud.ContainerWorker.Api;
using PolyCloud.ContainerWorker.Api.Keys;
using PolyCloud.ReadModel.Commands;

namespace PolyCloud.ContainerWorker.Tests.Api;

public sealed class ApiContractTests
{
    private const string Viewer = "pck_viewer-0123456789-0123456789-0123456789";
    private const string Trader = "pck_trader-0123456789-0123456789-0123456789";
    private const string Admin = "pck_admin-0123456789-0123456789-01234567890";
    private const string Why = """{"reason":"test"}""";
    private const string Move = """{"move":"top-up","amountUsd":25.5,"why":"low"}""";
    private const string Order = """{"market":"btc-updown-5m-1773307200","bot":"b0","outcome":"up","side":"buy","price":0.52,"sizeShares":10,"reason":"test"}""";
    private const string Proposal = """{"settings":{"engine.asymmetric.entrySize":"5"},"why":"smaller"}""";

    private static readonly (string Path, string Field)[] Reads =
    [
        ("bots", "items"), ("bots/b0", "strategy"), ("bots/b0/config", "items"), ("metrics/bots/b0", "returnPercent"), ("metrics/portfolio", "curve"), ("positions", "items"), ("positions/{slug}", "netShares"),
        ("orders", "items"), ("orders?state=all&limit=5", "items"), ("orders/i1", "state"), ("fills", "items"), ("markets", "items"), ("markets/{slug}", "phase"), ("markets/{slug}/book", "up"),
        ("markets/{slug}/lifecycle", "phases"), ("risk/limits", "limits"), ("risk/circuit-breakers", "items"), ("parameters", "items"), ("parameters/proposals", "items"), ("worker", "feeds"), ("notices", "items"),
        ("alerts", "channels"), ("wallet/balances", "collateralUsd"), ("wallet/transactions", "items"), ("wallet/proposals", "items"), ("workflows", "items"), ("workflows?ended=true&limit=1", "items"),
        ("journal/segments", "isKept"), ("history/bots/b0/hours", "items"), ("history/days?from=2026-01-01", "sharpeRatio"), ("history/bars/btc?from=2026-03-01&to=2026-03-12", "items"),
    ];

    private static readonly (HttpMethod Method, string Path, string Body, ApiRole Role)[] Changes =
    [
        (HttpMethod.Post, "bots/b0/start", Why, ApiRole.Trade), (HttpMethod.Post, "bots/b0/stop", Why, ApiRole.Trade), (HttpMethod.Post, "bots/b0/pause", Why, ApiRole.Trade),
        (HttpMethod.Post, "bots/b0/resume", Why, ApiRole.Trade), (HttpMethod.Post, "bots/b0/halt", Why, ApiRole.Trade), (HttpMethod.Post, "bots/b0/rearm", Why, ApiRole.Admin),
        (HttpMethod.Put, "bots/b0/config", Proposal, ApiRole.Trade), (HttpMethod.Post, "positions/{slug}/close", Why, ApiRole.Trade), (HttpMethod.Delete, "orders/i1", Why, ApiRole.Trade),
        (HttpMethod.Post, "risk/emergency-halt", Why, ApiRole.Trade), (HttpMethod.Post, "risk/re-arm", Why, ApiRole.Admin), (HttpMethod.Post, "parameters/proposals", Proposal, ApiRole.Trade),
        (HttpMethod.Post, "parameters/proposals/p1/approve", Why, ApiRole.Admin), (HttpMethod.Post, "parameters/proposals/p1/reject", Why, ApiRole.Admin),
        (HttpMethod.Post, "alerts/test", Why, ApiRole.Trade), (HttpMethod.Post, "orders", Order, ApiRole.Trade), (HttpMethod.Post, "wallet/proposals", Move, ApiRole.Trade),
        (HttpMethod.Post, "wallet/proposals/w1/approve", Why, ApiRole.Admin), (HttpMethod.Post, "wallet/proposals/w1/reject", Why, ApiRole.Admin),
    ];

    private static readonly string[] MissingReads = ["bots/b9", "bots/b9/config", "metrics/bots/b9", "positions/none", "orders/i99", "markets/none", "markets/none/book", "markets/none/lifecycle", "nothing", "workflows/none", "history/bots/b9/hours"];

    private static readonly (HttpMethod Method, string Path)[] MissingChanges =
    [
        (HttpMethod.Post, "bots/b9/start"), (HttpMethod.Post, "positions/none/close"), (HttpMethod.Delete, "orders/x9"), (HttpMethod.Post, "parameters/proposals/p9/approve"), (HttpMethod.Post, "parameters/proposals/p9/reject"),
        (HttpMethod.Post, "wallet/proposals/w9/approve"), (HttpMethod.Post, "wallet/proposals/w9/reject"),
    ];

    [Fact]
    public async Task Every_reading_route_answers_a_viewer_and_nobody_else()
    {
        await using var scene = await StartAsync();
        foreach (var (path, field) in Reads)
        {
            using var answer = await scene.SendAsync(HttpMethod.Get, PathOf(path), key: Viewer);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
            Assert.True(JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject().ContainsKey(field), path);
            await ProblemAsync(await scene.SendAsync(HttpMethod.Get, PathOf(path)), HttpStatusCode.Unauthorized);
            await ProblemAsync(await scene.SendAsync(HttpMethod.Get, PathOf(path), key: "pck_of-somebody-else-0123456789-0123456789"), HttpStatusCode.Unauthorized);
        }
    }

    [Fact]
    public async Task Every_changing_route_asks_for_its_role_and_reaches_the_worker_once()
    {
        await using var scene = await StartAsync();
        foreach (var (method, path, body, role) in Changes)
        {
            await ProblemAsync(await scene.SendAsync(method, PathOf(path), body), HttpStatusCode.Unauthorized);
            await ProblemAsync(await scene.SendAsync(method, PathOf(path), body, Viewer), HttpStatusCode.Forbidden);
            if (role == ApiRole.Admin)
            {
                await ProblemAsync(await scene.SendAsync(method, PathOf(path), body, Trader), HttpStatusCode.Forbidden);
            }

            var before = scene.Commands.Asked.Count;
            using var answer = await scene.SendAsync(method, PathOf(path), body, role == ApiRole.Admin ? Admin : Trader);
            Assert.True(answer.StatusCode == HttpStatusCode.Accepted, $"{method} {path}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
            Assert.Equal(before + 1, scene.Commands.Asked.Count);
            Assert.EndsWith(role == ApiRole.Admin ? "key-admin" : "key-trade", scene.Commands.Asked[^1], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_does_not_exist_is_404_and_says_so()
    {
        await using var scene = await StartAsync();
        foreach (var path in MissingReads)
        {
            await ProblemAsync(await scene.SendAsync(HttpMethod.Get, "/api/v1/" + path, key: Viewer), HttpStatusCode.NotFound);
        }

        foreach (var (method, path) in MissingChanges)
        {
            await ProblemAsync(await scene.SendAsync(method, "/api/v1/" + path, Why, Admin), HttpStatusCode.NotFound);
        }

        await ProblemAsync(await scene.SendAsync(HttpMethod.Put, "/api/v1/bots/b9/config", Proposal, Admin), HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("", "body")]
    [InlineData("null", "body")]
    [InlineData("[]", "body")]
    [InlineData("{\"reason\":5}", "reason")]
    [InlineData("{}", "reason")]
    [InlineData("{\"reason\":\"  \"}", "reason")]
    [InlineData("{\"reason\":\"a\\nb\"}", "reason")]
    [InlineData("{\"reason\":\"test\",\"other\":1}", "other")]
    public async Task A_bad_body_is_400_with_the_field_on_every_changing_route_that_wants_a_reason(string body, string field)
    {
        await using var scene = await StartAsync();
        foreach (var (method, path, _, _) in Changes.Where(static change => change.Body == Why))
        {
            var problem = await ProblemAsync(await scene.SendAsync(method, PathOf(path), body, Admin), HttpStatusCode.BadRequest);
            Assert.True(problem["errors"]!.AsObject().ContainsKey(field), $"{path}: {problem}");
        }

        Assert.Empty(scene.Commands.Asked);
    }

    [Theory]
    [InlineData("""{"settings":{},"why":"x"}""", "settings")]
    [InlineData("""{"settings":{"a":null},"why":"x"}""", "settings")]
    [InlineData("""{"settings":{"a":"1"}}""", "why")]
    [InlineData("""{"settings":{"a":"1"},"why":"x","scope":"some"}""", "scope")]
    [InlineData("""{"settings":{"a":"1"},"why":"x","scope":"series"}""", "key")]
    [InlineData("""{"settings":{"a":"1"},"why":"x","group":"C"}""", "group")]
    public async Task A_bad_proposal_is_400_with_the_field(string body, string field)
    {
        await using var scene = await StartAsync();
        foreach (var (method, path) in new[] { (HttpMethod.Post, "/api/v1/parameters/proposals"), (HttpMethod.Put, "/api/v1/bots/b0/config") })
        {
            var problem = await ProblemAsync(await scene.SendAsync(method, path, body, Trader), HttpStatusCode.BadRequest);
            Assert.True(problem["errors"]!.AsObject().ContainsKey(field), problem.ToJsonString());
        }
    }

    [Theory]
    [InlineData("market", "null")]
    [InlineData("bot", "\"\"")]
    [InlineData("outcome", "\"yes\"")]
    [InlineData("side", "null")]
    [InlineData("price", "1")]
    [InlineData("price", "0.12345")]
    [InlineData("sizeShares", "0")]
    [InlineData("sizeShares", "5.001")]
    [InlineData("sizeShares", "1e30")]
    [InlineData("type", "\"gtc\"")]
    [InlineData("reason", "null")]
    public async Task A_bad_order_is_400_with_the_field(string field, string value)
    {
        await using var scene = await StartAsync();
        var body = JsonNode.Parse(Order)!;
        body[field] = JsonNode.Parse(value);
        var problem = await ProblemAsync(await scene.SendAsync(HttpMethod.Post, "/api/v1/orders", body.ToJsonString(), Trader), HttpStatusCode.BadRequest);
        Assert.True(problem["errors"]!.AsObject().ContainsKey(field), problem.ToJsonString());
        Assert.Empty(scene.Commands.Asked);
    }

    [Theory]
    [InlineData("move", "\"away\"")]
    [InlineData("amountUsd", "0")]
    [InlineData("amountUsd", "0.0000001")]
    [InlineData("amountUsd", "null")]
    [InlineData("why", "null")]
    public async Task A_bad_wish_to_move_money_is_400_with_the_field(string field, string value)
    {
        await using var scene = await StartAsync();
        var body = JsonNode.Parse(Move)!;
        body[field] = JsonNode.Parse(value);
        var problem = await ProblemAsync(await scene.SendAsync(HttpMethod.Post, "/api/v1/wallet/proposals", body.ToJsonString(), Trader), HttpStatusCode.BadRequest);
        Assert.True(problem["errors"]!.AsObject().ContainsKey(field), problem.ToJsonString());
    }

    [Theory]
    [InlineData("orders?limit=0", "limit")]
    [InlineData("orders?limit=1001", "limit")]
    [InlineData("orders?state=dead", "state")]
    [InlineData("fills?limit=x", "limit")]
    [InlineData("notices?limit=-1", "limit")]
    [InlineData("audit?limit=", "limit")]
    [InlineData("wallet/transactions?limit=x", "limit")]
    [InlineData("workflows?ended=maybe", "ended")]
    [InlineData("workflows?limit=0", "limit")]
    [InlineData("journal/segments?limit=0", "limit")]
    [InlineData("history/days?from=yesterday", "from")]
    [InlineData("history/days?from=2024-01-01&to=2026-01-01", "from")]
    [InlineData("history/bots/b0/hours?to=0001-01-01", "to")]
    [InlineData("history/bars/btc?from=2026-03-12&to=2026-03-11", "from")]
    [InlineData("history/bars/b%20c", "symbol")]
    public async Task A_bad_query_is_400_with_the_field(string path, string field)
    {
        await using var scene = await StartAsync();
        var problem = await ProblemAsync(await scene.SendAsync(HttpMethod.Get, "/api/v1/" + path, key: Admin), HttpStatusCode.BadRequest);
        Assert.True(problem["errors"]!.AsObject().ContainsKey(field));
    }

    [Fact]
    public async Task A_change_needs_an_idempotency_key_and_its_repeat_does_not_act_again()
    {
        await using var scene = await StartAsync();
        var missing = await ProblemAsync(await scene.SendAsync(HttpMethod.Post, "/api/v1/bots/b0/pause", Why, Trader, idempotency: null), HttpStatusCode.BadRequest);
        Assert.True(missing["errors"]!.AsObject().ContainsKey("Idempotency-Key"));
        using var first = await scene.SendAsync(HttpMethod.Post, "/api/v1/bots/b0/pause", Why, Trader, "once");
        using var again = await scene.SendAsync(HttpMethod.Post, "/api/v1/bots/b0/pause", Why, Trader, "once");
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.Equal((HttpStatusCode.Accepted, "true"), (again.StatusCode, again.Headers.GetValues("Idempotency-Replayed").Single()));
        Assert.Single(scene.Commands.Asked);
        await ProblemAsync(await scene.SendAsync(HttpMethod.Post, "/api/v1/bots/b0/stop", Why, Trader, "once"), HttpStatusCode.Conflict);
        using var other = await scene.SendAsync(HttpMethod.Post, "/api/v1/bots/b0/pause", Why, Admin, "once");
        Assert.Equal(2, scene.Commands.Asked.Count);
    }

    [Fact]
    public async Task A_repeat_while_the_first_is_carried_out_is_409()
    {
        await using var scene = await StartAsync();
        using var door = new ManualResetEventSlim();
        scene.Commands.Door = door;
        var first = scene.SendAsync(HttpMethod.Post, "/api/v1/bots/b0/pause", Why, Trader, "once");
        for (var wait = 0; wait < 500 && scene.Commands.Asked.Count == 0; wait++)
        {
            await Task.Delay(10);
        }

        await ProblemAsync(await scene.SendAsync(HttpMethod.Post, "/api/v1/bots/b0/pause", Why, Trader, "once"), HttpStatusCode.Conflict);
        door.Set();
        Assert.Equal(HttpStatusCode.Accepted, (await first).StatusCode);
    }

    [Fact]
    public async Task A_conflict_is_409_and_what_cannot_be_done_now_503_and_both_may_be_sent_again()
    {
        await using var scene = await StartAsync();
        scene.Commands.Next = CommandOutcome.Conflict("b0 is stopped");
        var problem = await ProblemAsync(await scene.SendAsync(HttpMethod.Post, "/api/v1/bots/b0/pause", Why, Trader, "once"), HttpStatusCode.Conflict);
        Assert.Equal("b0 is stopped", (string)problem["detail"]!);
        scene.Commands.Next = CommandOutcome.Unavailable("the halt may not outlive a restart");
        await ProblemAsync(await scene.SendAsync(HttpMethod.Post, "/api/v1/bots/b0/pause", Why, Trader, "once"), HttpStatusCode.ServiceUnavailable);
        scene.Commands.Next = CommandOutcome.Accepted("paused");
        using var done = await scene.SendAsync(HttpMethod.Post, "/api/v1/bots/b0/pause", Why, Trader, "once");
        Assert.Equal(HttpStatusCode.Accepted, done.StatusCode);
    }

    [Fact]
    public async Task Too_many_requests_are_429_with_the_seconds_to_wait_for_each_key_alone()
    {
        await using var scene = await ApiScene.StartAsync(new ApiSettings { RequestsPerMinute = 5 }, (Viewer, ApiRole.View), (Trader, ApiRole.Trade));
        for (var request = 0; request < 5; request++)
        {
            using var served = await scene.SendAsync(HttpMethod.Get, "/api/v1/bots", key: Viewer);
            Assert.Equal(HttpStatusCode.OK, served.StatusCode);
        }

        using var refused = await scene.SendAsync(HttpMethod.Get, "/api/v1/bots", key: Viewer);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 12);
        await ProblemAsync(refused, HttpStatusCode.TooManyRequests);
        using var other = await scene.SendAsync(HttpMethod.Get, "/api/v1/bots", key: Trader);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        using var health = await scene.Client.GetAsync(new Uri("/health/live", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
    }

    [Fact]
    public async Task Without_a_key_configured_loopback_is_served_and_nothing_beyond_it_is_listened_on()
    {
        await using var scene = await ApiScene.StartAsync();
        Assert.False(scene.RequiresKey);
        Assert.Equal("127.0.0.1", scene.Address.Host);
        Assert.Equal("b0", (string)(await scene.GetAsync("/api/v1/bots"))["items"]![0]!["id"]!);
        var problem = await Assert.ThrowsAsync<ApiNeedsKeyException>(() => ApiScene.StartAsync(new ApiSettings { Address = "0.0.0.0" }));
        Assert.Contains("polycloud keys", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_whose_name_points_at_this_machine_is_not_served()
    {
        await using var scene = await ApiScene.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/bots");
        request.Headers.Host = "evil.example.org";
        await ProblemAsync(await scene.Client.SendAsync(request), HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Only_allowed_origins_are_answered_for_pages()
    {
        await using var scene = await ApiScene.StartAsync(new ApiSettings { AllowedOrigins = "https://desk.example.org" });
        foreach (var (origin, allowed) in new[] { ("https://desk.example.org", true), ("https://evil.example.org", false) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/bots");
            request.Headers.Add("Origin", origin);
            using var answer = await scene.Client.SendAsync(request);
            Assert.Equal(allowed, answer.Headers.Contains("Access-Control-Allow-Origin"));
        }
    }

    [Fact]
    public async Task A_request_id_is_sent_back_and_stands_in_problems_and_in_the_audit_trail()
    {
        await using var scene = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/bots/b9");
        request.Headers.Add("X-API-Key", Viewer);
        request.Headers.Add("X-Request-Id", "mine-1");
        using var answer = await scene.Client.SendAsync(request);
        Assert.Equal("mine-1", answer.Headers.GetValues("X-Request-Id").Single());
        Assert.Equal("mine-1", (string)(await ProblemAsync(answer, HttpStatusCode.NotFound))["requestId"]!);
        using var changed = await scene.SendAsync(HttpMethod.Post, "/api/v1/bots/b0/pause", Why, Trader, "once");
        var entry = JsonNode.Parse(await (await scene.SendAsync(HttpMethod.Get, "/api/v1/audit", key: Admin)).Content.ReadAsStringAsync())![0]!;
        Assert.Equal(
            ("key-trade", "trade", "POST", "/api/v1/bots/b0/pause", "once", 202),
            ((string)entry["who"]!, (string)entry["role"]!, (string)entry["method"]!, (string)entry["path"]!, (string)entry["idempotencyKey"]!, (int)entry["status"]!));
        Assert.Equal(changed.Headers.GetValues("X-Request-Id").Single(), (string)entry["requestId"]!);
        await ProblemAsync(await scene.SendAsync(HttpMethod.Get, "/api/v1/audit", key: Trader), HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_key_that_is_taken_away_lets_nobody_in_and_the_file_holds_no_key()
    {
        await using var scene = await StartAsync();
        Assert.DoesNotContain(Viewer, Assert.Single(Directory.GetFiles(Path.GetDirectoryName(scene.AuditDirectory)!, "api-keys.json").Select(File.ReadAllText)), StringComparison.Ordinal);
        await Task.Delay(1_100);
        scene.Keys.Write([]);
        for (var wait = 0; wait < 50; wait++)
        {
            using var answer = await scene.SendAsync(HttpMethod.Get, "/api/v1/bots", key: Viewer);
            if (answer.StatusCode == HttpStatusCode.Unauthorized)
            {
                return;
            }

            await Task.Delay(100);
        }

        Assert.Fail("the key still opened the door five seconds after it was taken away");
    }

    [Fact]
    public async Task Numbers_are_exact_and_a_position_adds_up()
    {
        await using var scene = await ApiScene.StartAsync();
        var position = (await scene.GetAsync("/api/v1/positions"))["items"]![0]!;
        Assert.Equal(ApiScene.Slug, (string)position["id"]!);
        Assert.Equal(10m, Math.Abs((decimal)position["netShares"]!));
        var order = (await scene.GetAsync("/api/v1/orders?state=all"))["items"]![0]!;
        Assert.Equal("btc-updown-5m-1773307200", (string)order["market"]!);
        var book = await scene.GetAsync($"/api/v1/markets/{ApiScene.Slug}/book");
        Assert.Equal(0.48m, (decimal)book["up"]!["bids"]![0]!["price"]!);
    }

    private static Task<ApiScene> StartAsync() => ApiScene.StartAsync(null, (Viewer, ApiRole.View), (Trader, ApiRole.Trade), (Admin, ApiRole.Admin));

    private static string PathOf(string path) => "/api/v1/" + path.Replace("{slug}", ApiScene.Slug, StringComparison.Ordinal);

    private static async Task<JsonNode> ProblemAsync(HttpResponseMessage answer, HttpStatusCode status)
    {
        using (answer)
        {
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.StatusCode == status, $"{answer.RequestMessage!.Method} {answer.RequestMessage.RequestUri}: {answer.StatusCode} {text}");
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
            var problem = JsonNode.Parse(text)!;
            Assert.Equal(((int)status, true), ((int)problem["status"]!, ((string)problem["detail"]!).Length > 0));
            return problem;
        }
    }
}
