using PolyCloud.Exchange;
using PolyCloud.Simulator.Accounts;
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

    public AccountRoutes(ExchangeVenue exchange, MarketChannel markets)
    {
        _exchange = exchange;
        _markets = markets;
    }

    /// <summary>Collateral, or confirmed tokens; both in millionths.</summary>
    public VenueResponse Balance(ApiCredential credential, VenueRequest request)
    {
        var allowance = _exchange.CollateralAllowance(credential.Account).Micros;
        switch (request.Parameter("asset_type"))
        {
            case "COLLATERAL":
                return Amounts(_exchange.Collateral(credential.Account).Micros, allowance);
            case "CONDITIONAL" when _markets.TryFindToken(request.Parameter("token_id") ?? "", out var feed, out var outcome):
                return Amounts(_exchange.Tokens(credential.Account, feed.Listing.Id, outcome).Units, allowance);
            default:
                return VenueResponse.Error(400, "Invalid asset type");
        }
    }

    /// <summary>One beat; a wrong id is refused and the expected one is told.</summary>
    public VenueResponse Heartbeat(ApiCredential credential, VenueRequest request)
    {
        if (JsonInput.Read(request.Body.Span, root => root.Text("heartbeat_id")) is not { } id)
        {
            return VenueResponse.Error(400, "Invalid payload");
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
