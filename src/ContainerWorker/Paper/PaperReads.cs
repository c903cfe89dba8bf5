using System.Globalization;
using System.Text;
using System.Web;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Http;

namespace PolyCloud.ContainerWorker.Paper;

/// <summary>What the paper venue answers to questions: orders, trades, balances. A question it does not know is refused, never passed on.</summary>
internal sealed class PaperReads(
    PaperText text, PaperWallet wallet, IReadOnlyDictionary<Hash256, PaperRow> rows, IReadOnlyCollection<PaperTrade> trades, IReadOnlyDictionary<MarketId, MarketSpec> markets)
{
    private const string OneOrder = "/data/order/";

    public (int Status, byte[] Body) Answer(HttpCall call, string path)
    {
        var query = HttpUtility.ParseQueryString(call.PathAndQuery[path.Length..]);
        return (call.Method, path) switch
        {
            ("GET", _) when path.StartsWith(OneOrder, StringComparison.Ordinal) => Order(path[OneOrder.Length..]),
            ("GET", "/data/orders") => (200, PaperText.Page(rows.Values.Where(static row => row.IsOpen), text.Order)),
            ("GET", "/data/trades") => (200, PaperText.Page(Trades(query["market"], query["after"], query["id"]), text.Trade)),
            ("GET", "/balance-allowance") => Balance(query["token_id"]),
            ("GET", "/balance-allowance/update") => (200, []),
            ("GET", "/auth/ban-status/closed-only") => (200, "{\"closed_only\":false}"u8.ToArray()),
            ("GET", "/order-scoring") => (200, "{\"scoring\":false}"u8.ToArray()),
            ("POST", "/orders-scoring") => (200, "{}"u8.ToArray()),
            _ => (404, PaperText.Field("error", "not on paper")),
        };
    }

    private (int Status, byte[] Body) Order(string name) =>
        Hash256.TryParse(Encoding.ASCII.GetBytes(name), out var hash) && rows.TryGetValue(hash, out var row) && row.Status is not null
            ? (200, PaperText.Write(json => text.Order(json, row)))
            : (404, PaperText.Field("error", "Order not found"));

    private IEnumerable<PaperTrade> Trades(string? market, string? after, string? id)
    {
        var since = long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : 0;
        return trades.Where(trade => trade.Fill.VenueTime.Seconds > since
            && (string.IsNullOrEmpty(market) || trade.Row.Spec.ConditionId == market)
            && (string.IsNullOrEmpty(id) || trade.Fill.Trade.ToString("D") == id));
    }

    private (int Status, byte[] Body) Balance(string? token)
    {
        var units = Math.Max(0, string.IsNullOrEmpty(token) ? wallet.Cash.Micros : Shares(token).Units);
        return (200, PaperText.Write(json =>
        {
            json.WriteStartObject();
            json.WriteString("balance", units.ToString(CultureInfo.InvariantCulture));
            json.WriteString("allowance", long.MaxValue.ToString(CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }));
    }

    private Size Shares(string token)
    {
        foreach (var (market, spec) in markets)
        {
            if (token == spec.UpTokenId || token == spec.DownTokenId)
            {
                return wallet.Shares(market, token == spec.UpTokenId ? Outcome.Up : Outcome.Down);
            }
        }

        return Size.Zero;
    }
}
