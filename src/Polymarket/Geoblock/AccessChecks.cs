using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob;
using PolyCloud.Polymarket.Clob.Accounts;
using PolyCloud.Polymarket.Clob.Json;
using PolyCloud.Polymarket.Http;

namespace PolyCloud.Polymarket.Geoblock;

/// <summary>The two permissions without which nothing is opened: the region of this address, and the account's standing.</summary>
public static class AccessChecks
{
    /// <param name="told">Told whether this address is served.</param>
    public static AccessCheck Region(AccessCheckOptions options, Action<Timestamp, bool, string> told) =>
        new((id, _) => GeoblockAnswer.Request(id), ReadRegion, told, options);

    /// <param name="told">Told whether the account may open positions.</param>
    public static AccessCheck Account(AccessCheckOptions options, TradingRequests requests, Action<Timestamp, bool, string> told) =>
        new(requests.ClosedOnly, ReadAccount, told, options);

    private static AccessAnswer ReadRegion(HttpOutcome outcome) => Answer.One<GeoblockAnswer>(outcome.Body) switch
    {
        { IsBlocked: false } => AccessAnswer.Allowed,
        { IsBlocked: true } => AccessAnswer.Denied,
        _ => AccessAnswer.Ambiguous,
    };

    private static AccessAnswer ReadAccount(HttpOutcome outcome) => Answer.One<ClosedOnlyAnswer>(outcome.Body) switch
    {
        { IsClosedOnly: false } => AccessAnswer.Allowed,
        { IsClosedOnly: true } => AccessAnswer.Denied,
        _ => AccessAnswer.Ambiguous,
    };
}
