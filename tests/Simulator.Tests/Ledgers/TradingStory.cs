using System.Text;
using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange;
using PolyCloud.Exchange.Contract;
using PolyCloud.Simulator.Tests.Venue;
using PolyCloud.Simulator.Verification;

namespace PolyCloud.Simulator.Tests.Ledgers;

/// <summary>
/// A seeded story of two wallets that trade through the wire with each other, with themselves and with anonymous liquidity:
/// limit and immediate orders of odd sizes and prices, sweeping several levels; some trades fail.
/// </summary>
internal sealed class TradingStory
{
    private const int StepsPerStory = 28;

    private readonly DeterministicRandom _random;
    private readonly bool _isRecorded;
    private long _salt;

    private TradingStory(ulong seed)
    {
        _random = new DeterministicRandom(seed);
        _isRecorded = seed % 4 == 3;
        Venue = new TestVenue(TestVenue.Instant with { Exchange = new ExchangeOptions { FailureProbability = 0.05, RetryProbability = 0.05 } }, seed);
        Keys = [Venue.OpenKey(TestWallet.First), Venue.OpenKey(TestWallet.Second)];
        Streams = [.. Keys.Select(key => Venue.SubscribeUser(key).Sink)];
    }

    public TestVenue Venue { get; }

    /// <summary>The wallets' keys; the exchange's account of the same number is each one's.</summary>
    public TestKey[] Keys { get; }

    /// <summary>The user stream of each key from the beginning.</summary>
    public RecordingSink[] Streams { get; }

    /// <summary>Tells the story of a seed until every trade is confirmed or failed.</summary>
    public static TradingStory Tell(ulong seed)
    {
        var story = new TradingStory(seed);
        story.Stock();
        for (var step = 0; step < StepsPerStory; step++)
        {
            story.Step();
        }

        story.Venue.Wait(60_000);
        return story;
    }

    /// <summary>Both wallets buy both tokens, so that they can sell.</summary>
    private void Stock()
    {
        foreach (var key in Keys)
        {
            Display(Side.Sell, 5_000, 150_000_000);
            Place(key, Outcome.Up, Side.Buy, 50, 15_000, "GTC");
            Display(Side.Buy, 5_000, 150_000_000);
            Place(key, Outcome.Down, Side.Buy, 50, 15_000, "GTC");
        }

        Venue.Wait(40_000);
    }

    private void Step()
    {
        var side = (Side)_random.NextInt32(2);
        var cents = 30 + _random.NextInt32(41);
        var kind = _random.NextInt32(10);
        if (kind < 4)
        {
            // Off the grid of cents as well: a window's tick becomes finer near its end.
            var units = (cents * 100) + (_random.NextInt32(3) == 0 ? _random.NextInt32(100) : 0);
            Display(side, units, 1 + _random.NextInt64(0, 30_000_000));
        }
        else if (kind == 4 && !_isRecorded)
        {
            Venue.Exchange.TakeFlow(Venue.Listing.Id, (Outcome)_random.NextInt32(2), side, Price.Cents(cents), new Size(1 + _random.NextInt64(0, 40_000_000)));
        }
        else if (kind == 5)
        {
            Venue.Wait(_random.NextInt32(2_000));
        }
        else
        {
            var type = (kind - 6) switch { 0 => "FAK", 1 => "FOK", _ => "GTC" };
            Place(Keys[_random.NextInt32(2)], (Outcome)_random.NextInt32(2), side, cents, 500 + _random.NextInt32(4_000), type);
        }
    }

    private void Display(Side upSide, int units, long shares)
    {
        if (_isRecorded)
        {
            Venue.Exchange.SetExternalLevel(Venue.Listing.Id, upSide, new Price(units), new Size(shares));
        }
        else
        {
            Venue.Exchange.PlaceFlow(Venue.Listing.Id, upSide, new Price(units), new Size(shares));
        }
    }

    /// <summary>Sizes are hundredths of a share, or of a dollar where an immediate buy spends dollars, as the official clients make them.</summary>
    private void Place(TestKey key, Outcome outcome, Side side, int cents, long hundredths, string type)
    {
        var shares = hundredths * 10_000;
        var dollars = hundredths * cents * 100;
        if (type != "GTC" && side == Side.Buy)
        {
            dollars = Math.Max(1_000_000, dollars / 10_000 * 10_000);
            shares = dollars * 100 / cents / 100 * 100;
        }

        var (status, _) = Venue.Call(key, "POST", "/order", TestVenue.Body(key, TestVenue.Signed(key.Wallet, new SignedOrder
        {
            Salt = ++_salt,
            Maker = key.Wallet.Address,
            Signer = key.Wallet.Address,
            TokenId = outcome == Outcome.Up ? TestVenue.UpToken : TestVenue.DownToken,
            MakerAmount = side == Side.Buy ? dollars : shares,
            TakerAmount = side == Side.Buy ? shares : dollars,
            Side = side,
            SignatureType = 0,
            Timestamp = Venue.Now.Milliseconds,
            Metadata = default,
            Builder = default,
            Signature = default,
        }), type));

        // Orders that are not funded or find no match are part of the story.
        Assert.InRange(status, 200, 400);
    }

    /// <summary>The bodies of all pages of the wallet's trades.</summary>
    public IEnumerable<byte[]> TradePages(TestKey key)
    {
        var cursor = "MA==";
        while (cursor != "LTE=")
        {
            var body = Venue.Call(key, "GET", "/data/trades?next_cursor=" + Uri.EscapeDataString(cursor)).Body;
            yield return Encoding.UTF8.GetBytes(body.GetRawText());
            cursor = body.GetProperty("next_cursor").GetString()!;
        }
    }
}
