using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Sessions;
using PolyCloud.Polymarket.Trades;
using PolyCloud.Polymarket.User;

namespace PolyCloud.Polymarket.Tests.User;

internal sealed class UserEventLog : IUserEvents
{
    public List<UserOrder> Orders { get; } = [];

    public List<string> Lines { get; } = [];

    public void Order(Timestamp now, in UserOrder order)
    {
        Orders.Add(order);
        Lines.Add($"order {order.Change} {order.State} {order.Side} {order.MatchedTotal} of {order.OriginalSize}@{order.Price}");
    }

    public void Trade(Timestamp now, TradeRecord trade) => Lines.Add(
        $"trade {trade.Id} {trade.Status} {trade.Side} {trade.Size}@{trade.Price} {(trade.TakerIsOwn ? "as taker" : "as maker of " + trade.Makers.Count(part => part.IsOwn))}");

    public void Connected(Timestamp now) => Lines.Add("connected");

    public void ContinuityLost(Timestamp now, string why) => Lines.Add("lost: " + why);

    public void FrameSkipped(Timestamp now, FrameFault fault) => Lines.Add("skipped " + fault);
}
