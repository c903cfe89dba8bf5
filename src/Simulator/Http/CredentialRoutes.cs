using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Accounts;
using PolyCloud.Simulator.Delivery;

namespace PolyCloud.Simulator.Http;

/// <summary><c>/auth/*</c>: API keys made and derived by the wallet's signature, listed and deleted by the key itself.</summary>
internal sealed class CredentialRoutes
{
    private readonly CredentialDirectory _directory;
    private readonly TimedActions _actions;
    private readonly Duration _revocationDelay;

    public CredentialRoutes(CredentialDirectory directory, TimedActions actions, Duration revocationDelay)
    {
        _directory = directory;
        _actions = actions;
        _revocationDelay = revocationDelay;
    }

    public void AddTo(RouteTable routes)
    {
        routes.Open("POST", "/auth/api-key", (_, request) => Create(request));
        routes.Open("GET", "/auth/derive-api-key", (_, request) => Derive(request));
        routes.Keyed("GET", "/auth/api-keys", (_, credential, _) => List(credential));
        routes.Keyed("DELETE", "/auth/api-key", (now, credential, _) => Delete(now, credential));
    }

    private VenueResponse Create(VenueRequest request) =>
        !Authenticator.TryAuthenticateWallet(request, out var address, out var nonce) ? Unsigned
        : _directory.Create(address, nonce) is { } made ? Credential(made)
        : VenueResponse.Error(400, "Could not create api key");

    private VenueResponse Derive(VenueRequest request) =>
        !Authenticator.TryAuthenticateWallet(request, out var address, out var nonce) ? Unsigned
        : _directory.Derive(address, nonce) is { } found ? Credential(found)
        : VenueResponse.Error(400, "Could not derive api key!");

    private VenueResponse List(ApiCredential credential) => VenueResponse.Ok(Json.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("apiKeys");
        foreach (var other in _directory.Of(credential.Address))
        {
            writer.WriteStringValue(other.Key);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }));

    private VenueResponse Delete(Timestamp now, ApiCredential credential)
    {
        if (!credential.IsDeleted)
        {
            credential.IsDeleted = true;
            _actions.At(now + _revocationDelay, _ => _directory.Revoke(credential));
        }

        return VenueResponse.Ok("\"OK\""u8.ToArray());
    }

    private static VenueResponse Unsigned => VenueResponse.Error(401, "Invalid L1 Request headers");

    private static VenueResponse Credential(ApiCredential credential) => VenueResponse.Ok(Json.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("apiKey", credential.Key);
        writer.WriteString("secret", credential.Secret);
        writer.WriteString("passphrase", credential.Passphrase);
        writer.WriteEndObject();
    }));
}
