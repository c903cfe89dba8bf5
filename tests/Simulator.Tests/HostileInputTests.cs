using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Tests.Venue;

namespace PolyCloud.Simulator.Tests;

/// <summary>Whatever bytes come, the venue answers or skips; nothing escapes and nothing is half applied.</summary>
public sealed class HostileInputTests
{
    private readonly TestVenue _venue = new();
    private readonly TestKey _key;

    public HostileInputTests() => _key = _venue.OpenKey(TestWallet.First);

    [Fact]
    public void A_damaged_order_is_refused_and_places_nothing()
    {
        var whole = TestVenue.Body(_key, _venue.Order(TestWallet.First, TestVenue.UpToken, Side.Buy, 47, 20));
        Check(whole, damaged =>
        {
            var answer = _venue.TryCall(_key, "POST", "/order", damaged)!.Value;
            var open = _venue.Call(_key, "GET", "/data/orders").Body.GetProperty("count").GetInt32();
            var changesNothingSigned = answer.Status == 200 && open == 1;
            _venue.Call(_key, "DELETE", "/cancel-all");
            return changesNothingSigned || (answer.Status is 400 or 500 && open == 0);
        });
    }

    [Theory]
    [InlineData("DELETE", "/orders", "[\"0x03e0b2b622495ebee9c6231845eb137fdef205e6115869d5f5dab5d39dd9715e\"]")]
    [InlineData("DELETE", "/cancel-market-orders", "{\"market\":\"0x78\",\"asset_id\":\"1\"}")]
    [InlineData("POST", "/v1/heartbeats", "{\"heartbeat_id\":\"\"}")]
    [InlineData("POST", "/books", "[{\"token_id\":\"1\"}]")]
    public void A_damaged_body_gets_an_answer(string method, string path, string body) =>
        Check(body, damaged => _venue.TryCall(_key, method, path, damaged)!.Value.Status is 200 or 400);

    [Theory]
    [InlineData(VenueChannel.Market, "{\"assets_ids\":[\"1\"],\"type\":\"market\",\"custom_feature_enabled\":true}")]
    [InlineData(VenueChannel.User, "{\"auth\":{\"apiKey\":\"a\"},\"type\":\"user\",\"markets\":[\"0x1\"]}")]
    [InlineData(VenueChannel.Price, "{\"op\":\"subscribe\",\"rid\":\"2\",\"subscriptions\":[{\"channel\":\"price.crypto\",\"filter\":{\"symbol\":\"btcusd\"}}]}")]
    public void A_damaged_message_is_answered_or_skipped(VenueChannel channel, string message) => Check(message, damaged =>
    {
        var (sink, connection) = _venue.Connect(channel);
        _venue.Send(connection, damaged);
        connection.Closed(_venue.Now);
        return sink.Messages.Count <= 2;
    });

    /// <summary>Cuts, doubles or overwrites a piece of the text at random.</summary>
    private static void Check(string text, Func<string, bool> holds) => Prop.ForAll(
        ArbMap.Default.ArbFor<int>(), ArbMap.Default.ArbFor<string>(),
        (seed, noise) =>
        {
            var random = new DeterministicRandom(unchecked((ulong)seed));
            var (first, second) = (random.NextInt32(text.Length), random.NextInt32(text.Length));
            var (from, until) = (Math.Min(first, second), Math.Max(first, second));
            var damaged = random.NextInt32(4) switch
            {
                0 => text[..from],
                1 => text.Remove(from, until - from),
                2 => text.Insert(from, noise ?? "\\ud800"),
                _ => text[..from] + text[from..until] + text[from..],
            };
            return holds(damaged);
        }).QuickCheckThrowOnFailure();
}
