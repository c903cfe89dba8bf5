using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Http;
using PolyCloud.Simulator.Verification;

namespace PolyCloud.Simulator.Relayer;

/// <summary>The relayer's endpoints, of the present and of the older names.</summary>
internal sealed class RelayerRoutes(RelayerDesk desk, RelayerFaults faults)
{
    private const string Parameters = "/v1/account/transactions/params";
    private const string Transactions = "/v1/account/transactions/";

    /// <summary>Null where the path is none of the relayer's.</summary>
    public VenueResponse? Handle(Timestamp now, VenueRequest request) => (request.Method, request.Path) switch
    {
        ("POST", "/submit") => Submit(now, request),
        ("GET", Parameters or "/nonce" or "/relay-payload") => Nonce(request),
        ("GET", "/deployed") => Deployed(request),
        ("GET", "/transaction") => Transaction(request.Parameter("id") ?? ""),
        ("GET", var path) when path.StartsWith(Transactions, StringComparison.Ordinal) => Transaction(Uri.UnescapeDataString(path[Transactions.Length..])),
        _ => null,
    };

    private VenueResponse Submit(Timestamp now, VenueRequest request)
    {
        if (string.IsNullOrEmpty(request.Header("RELAYER_API_KEY")) || !WalletAddress.TryParse(request.Header("RELAYER_API_KEY_ADDRESS"), out _))
        {
            return VenueResponse.Error(401, "invalid authorization");
        }

        if (SubmittedTransaction.Read(request.Body.Span) is not { } submitted)
        {
            return VenueResponse.Error(400, "invalid request body");
        }

        if (desk.Submit(now, submitted, out var transaction) is { } refusal)
        {
            return VenueResponse.Error(400, refusal);
        }

        return faults.LosesAnswer() ? VenueResponse.Error(504, "gateway timeout") : VenueResponse.Ok(Json.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("transactionID", transaction!.Id);
            writer.WriteString("state", transaction.State);
            writer.WriteEndObject();
        }));
    }

    private VenueResponse Nonce(VenueRequest request)
    {
        if (!WalletAddress.TryParse(request.Parameter("address"), out var owner) || request.Parameter("type") is not ("PROXY" or "SAFE" or "WALLET"))
        {
            return VenueResponse.Error(400, "invalid address or type");
        }

        return VenueResponse.Ok(Json.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("address", request.Parameter("type") == "PROXY" ? ChainAddresses.Relay.ToString() : owner.ToString());
            writer.WriteString("nonce", desk.Nonce(owner).ToString());
            writer.WriteEndObject();
        }));
    }

    private VenueResponse Deployed(VenueRequest request) => !WalletAddress.TryParse(request.Parameter("address"), out _)
        ? VenueResponse.Error(400, "invalid address")
        : VenueResponse.Ok(Json.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteBoolean("deployed", desk.IsDeployed);
            writer.WriteEndObject();
        }));

    private VenueResponse Transaction(string id) => desk.Find(id) is not { } transaction
        ? VenueResponse.Error(404, "transaction not found")
        : VenueResponse.Ok(Json.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("transaction_id", transaction.Id);
            writer.WriteString("state", transaction.State);
            writer.WriteString("transaction_hash", transaction.Hash?.ToString() ?? "");
            writer.WriteString("error_msg", transaction.Error);
            writer.WriteEndObject();
        }));
}
