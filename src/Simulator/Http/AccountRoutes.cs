using PolyCloud.Engine.Values;
using PolyCloud.Exchange;
using PolyCloud.Simulator.Accounts;
using PolyCloud.Simulator.Faults;
using PolyCloud.Simulator.Markets;
using PolyCloud.Simulator.Verification;

namespace PolyCloud.Simulator.Http;

/// <summary>Balances and the dead-man switch.</summary>
internal sealed class AccountRoutes
{
    /// <summary>What a wallet approves where it approves everything: 2^256 − 1.</summary>
    private const string Unlimited = "115792089237316195423570985008687907853269984665640564039457584007913129639935";

    private readonly ExchangeVenue _exchange;
    private readonly MarketChannel _markets;
    private readonly BalanceCache _balances;
    private readonly VenueFaults _faults;

    public AccountRoutes(ExchangeVenue exchange, MarketChannel markets, BalanceCache balances, VenueFaults faults)
    {
        _exchange = exchange;
        _markets = markets;
        _balances = balances;
        _faults = faults;
    }

    public void AddTo(RouteTable routes)
    {
        routes.Keyed("GET", "/balance-allowance", Balance);
        routes.Keyed("GET", "/balance-allowance/update", Refresh);
        routes.Keyed("POST", "/v1/heartbeats", (_, credential, request) => Heartbeat(credential, request));
        routes.Keyed("GET", "/auth/ban-status/closed-only", (_, _, _) => VenueResponse.Ok(Json.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteBoolean("closed_only", _faults.IsActive(_faults.ClosedOnly));
            writer.WriteEndObject();
        })));
    }

    /// <summary>Collateral, or confirmed tokens; both in millionths.</summary>
    private VenueResponse Balance(Timestamp now, ApiCredential credential, VenueRequest request)
    {
        var allowance = _exchange.CollateralAllowance(credential.Account).Micros;
        switch (request.Parameter("asset_type"))
        {
            case "COLLATERAL":
                return Amounts(_balances.Collateral(now, credential.Account), allowance);
            case "CONDITIONAL" or "CONDITIONAL-V2" when _markets.TryFindToken(request.Parameter("token_id") ?? "", out var feed, out var outcome):
                return Amounts(_balances.Tokens(now, credential.Account, feed.Listing.Id, outcome), allowance);
            default:
                return VenueResponse.Error(400, "Invalid asset type");
        }
    }

    private VenueResponse Refresh(Timestamp now, ApiCredential credential, VenueRequest request)
    {
        _balances.Refresh(credential.Account, _markets.TryFindToken(request.Parameter("token_id") ?? "", out var feed, out var outcome)
            ? (feed.Listing.Id, outcome)
            : null);
        return new VenueResponse(200, ReadOnlyMemory<byte>.Empty);
    }

    /// <summary>One beat; a wrong id is refused and the expected one is told.</summary>
    private VenueResponse Heartbeat(ApiCredential credential, VenueRequest request)
    {
        if (JsonInput.Read(request.Body.Span, root => root.Text("heartbeat_id")) is not { } id)
        {
            return VenueResponse.Error(400, "Invalid payload");
        }

        if (_faults.Strikes(_faults.HeartbeatMismatch))
        {
            _exchange.RestartHeartbeats(credential.Id);
        }

        var (accepted, next) = _exchange.Heartbeat(credential.Id, id);
        return new VenueResponse(accepted ? 200 : 400, Json.Write(writer =>
        {
            writer.WriteStartObject();
            if (!accepted)
            {
                writer.WriteString("error_msg", "Invalid Heartbeat ID");
            }

            writer.WriteString("heartbeat_id", next);
            writer.WriteEndObject();
        }));
    }

    private static VenueResponse Amounts(long balance, long allowance) => VenueResponse.Ok(Json.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("balance", balance.ToString());
        writer.WriteStartObject("allowances");
        var approved = allowance == long.MaxValue ? Unlimited : allowance.ToString();
        writer.WriteString(OrderHash.StandardExchange, approved);
        writer.WriteString(OrderHash.NegativeRiskExchange, approved);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }));
}
