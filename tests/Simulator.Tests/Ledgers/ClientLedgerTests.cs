using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;
using PolyCloud.Polymarket.Clob;
using PolyCloud.Polymarket.Orders;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Polymarket.Trades;
using PolyCloud.Simulator.Tests.Venue;

namespace PolyCloud.Simulator.Tests.Ledgers;

/// <summary>What a client books from the wire is what the exchange moved, to the micro-dollar.</summary>
public sealed class ClientLedgerTests
{
    private const int Stories = 300;

    private readonly Dictionary<string, int> _seen = [];

    [Fact]
    public void A_clients_fills_are_what_the_exchange_moved_whoever_traded_with_whom()
    {
        for (var seed = 1UL; seed <= Stories; seed++)
        {
            var story = TradingStory.Tell(seed);
            Assert.True(story.Venue.Exchange.Totals.IsConserved, $"seed {seed}");
            for (var slot = 0; slot < story.Keys.Length; slot++)
            {
                var account = new AccountId(slot);
                var fills = Fills(story, story.Keys[slot], $"seed {seed}");
                foreach (var trade in story.Venue.Exchange.Trades(account))
                {
                    CheckTrade(story, account, trade, fills, $"seed {seed}, account {slot}, trade {trade.Id}");
                }

                CheckBalances(story, account, fills, $"seed {seed}, account {slot}");
                CheckStream(story.Streams[slot], story.Keys[slot], fills, $"seed {seed}, account {slot}");
            }
        }

        // A story that never came to these would prove nothing about them.
        foreach (var kind in new[] { "sweep of anonymous makers Buy", "sweep of anonymous makers Sell", "anonymous taker", "complementary Buy", "complementary Sell", "mint", "merge", "failed" })
        {
            Assert.True(_seen.GetValueOrDefault(kind) >= 100, $"only {_seen.GetValueOrDefault(kind)} of: {kind}");
        }
    }

    private static List<VenueFill> Fills(TradingStory story, TestKey key, string context)
    {
        List<VenueFill> fills = [];
        foreach (var page in story.TradePages(key))
        {
            Assert.True(DataPage.TryReadTrades(page, TradeOwner.OfWallet(key.Wallet.Address.ToString()), NoCatalog.Instance, fills, out _, out var skipped), context);
            Assert.Equal(0, skipped);
        }

        return fills;
    }

    private void CheckTrade(TradingStory story, AccountId account, VenueTrade trade, List<VenueFill> fills, string context)
    {
        var matched = Size.Zero;
        List<(Hash256 Order, Outcome Outcome, Side Side, Size Size, Money Amount, Money Fee)> moved = [];
        if (IsOf(story, trade.TakerCredential, account))
        {
            moved.Add((trade.TakerOrder, trade.Outcome, trade.Side, trade.Size, trade.Amount, trade.Fee));
        }

        foreach (var maker in trade.Makers)
        {
            matched += maker.Size;
            if (IsOf(story, maker.Credential, account))
            {
                moved.Add((maker.Order, maker.Outcome, maker.Side, maker.Size, maker.Amount, Money.Zero));
            }
        }

        Assert.True(matched == trade.Size, context);
        var booked = fills.Where(fill => fill.Trade == trade.Id)
            .Select(fill => (fill.Order, OutcomeOf(fill.Token), fill.Side, fill.Size, fill.Amount, fill.Fee));
        Assert.True(moved.SequenceEqual(booked), $"{context}: the exchange moved [{string.Join(", ", moved)}], the client booked [{string.Join(", ", booked)}]");
        Count(trade);
    }

    private static void CheckBalances(TradingStory story, AccountId account, List<VenueFill> fills, string context)
    {
        var dollars = TestVenue.Instant.StartingCollateral;
        Size[] tokens = [Size.Zero, Size.Zero];
        foreach (var fill in fills.Where(static fill => fill.Status != FillStatus.Failed))
        {
            dollars += fill.Side == Side.Buy ? -(fill.Amount + fill.Fee) : fill.Amount - fill.Fee;
            tokens[(int)OutcomeOf(fill.Token)] += fill.Side == Side.Buy ? fill.Size : -fill.Size;
        }

        var exchange = story.Venue.Exchange;
        Assert.True(dollars == exchange.Collateral(account), $"{context}: {exchange.Collateral(account)} dollars, the client counts {dollars}");
        foreach (var outcome in new[] { Outcome.Up, Outcome.Down })
        {
            Assert.Equal(exchange.Tokens(account, story.Venue.Listing.Id, outcome), tokens[(int)outcome]);
        }
    }

    /// <summary>The user stream tells the same fills as the trades asked for, at each of their statuses.</summary>
    private static void CheckStream(RecordingSink stream, TestKey key, List<VenueFill> fills, string context)
    {
        var record = new TradeRecord();
        List<VenueFill> streamed = [];
        foreach (var message in stream.Messages.Where(static message => message.Contains("\"event_type\":\"trade\"", StringComparison.Ordinal)))
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(message));
            reader.Read();
            Assert.True(TradeReader.TryRead(ref reader, record, TradeOwner.OfApiKey(key.Key)), context);
            OwnFills.AppendTo(streamed, record, FeeSchedule.Crypto);
        }

        Assert.Equal(Booked(fills), Booked(streamed));
    }

    private static HashSet<(Guid Trade, Hash256 Order, UInt256 Token, Side Side, Size Size, Money Amount, Money Fee)> Booked(List<VenueFill> fills) =>
        [.. fills.Select(static fill => (fill.Trade, fill.Order, fill.Token, fill.Side, fill.Size, fill.Amount, fill.Fee))];

    private void Count(VenueTrade trade)
    {
        var anonymous = trade.Makers.Count(static maker => maker.Credential == CredentialId.Flow);
        See(trade.TakerCredential == CredentialId.Flow, "anonymous taker");
        See(trade.TakerCredential != CredentialId.Flow && anonymous > 1, $"sweep of anonymous makers {trade.Side}");
        See(trade.Status == FillStatus.Failed, "failed");
        foreach (var maker in trade.Makers)
        {
            var accounts = trade.TakerCredential != CredentialId.Flow && maker.Credential != CredentialId.Flow;
            See(accounts && maker.Outcome == trade.Outcome, $"complementary {trade.Side}");
            See(accounts && maker.Outcome != trade.Outcome, trade.Side == Side.Buy ? "mint" : "merge");
        }
    }

    private void See(bool happened, string kind) => _seen[kind] = _seen.GetValueOrDefault(kind) + (happened ? 1 : 0);

    private static bool IsOf(TradingStory story, CredentialId credential, AccountId account) =>
        credential != CredentialId.Flow && story.Venue.Exchange.AccountOf(credential) == account;

    private static Outcome OutcomeOf(UInt256 token) => token.ToString() == TestVenue.UpToken ? Outcome.Up : Outcome.Down;

    /// <summary>Knows no market: fees follow the crypto curve, which is the window's.</summary>
    private sealed class NoCatalog : ITokenCatalog
    {
        public static readonly NoCatalog Instance = new();

        public bool TryMarket(MarketId market, [NotNullWhen(true)] out TokenPair? pair)
        {
            pair = null;
            return false;
        }

        public bool TryToken(in UInt256 token, [NotNullWhen(true)] out TokenPair? pair, out Outcome outcome)
        {
            (pair, outcome) = (null, default);
            return false;
        }
    }
}
