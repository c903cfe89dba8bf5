using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Accounts;
using PolyCloud.Simulator.Markets;

namespace PolyCloud.Simulator.Http;

/// <summary><c>/auth/readonly-api-key</c> and <c>/auth/builder-api-key</c>.</summary>
internal sealed class SideKeyRoutes
{
    private const string BuilderFeesStart = "/fees/builder-fees/";

    private readonly SideKeys _keys = new();

    public void AddTo(RouteTable routes)
    {
        routes.Keyed("POST", "/auth/readonly-api-key", (now, owner, _) => Create(now, owner, isBuilder: false, (writer, key) => writer.WriteString("apiKey", key.Key)));
        routes.Keyed("GET", "/auth/readonly-api-keys", (_, owner, _) => List(owner, isBuilder: false, (writer, key) => writer.WriteStringValue(key.Key)));
        routes.Keyed("DELETE", "/auth/readonly-api-key", (_, owner, request) => DeleteReadOnly(owner, request));
        routes.Keyed("POST", "/auth/builder-api-key", (now, owner, _) => Create(now, owner, isBuilder: true, WriteSecrets));
        routes.Keyed("GET", "/auth/builder-api-key", (_, owner, _) => List(owner, isBuilder: true, WriteListed));
        routes.Keyed("DELETE", "/auth/builder-api-key", (_, owner, _) => RevokeBuilder(owner));
        routes.Open("GET", "/builder/trades", (_, request) => Page.Of<string>(request, [], (_, _) => { }));
        routes.Open("GET", BuilderFeesStart, (_, _) => VenueResponse.Ok("{\"builder_maker_fee_rate_bps\":0,\"builder_taker_fee_rate_bps\":0}"u8.ToArray()));
    }

    private VenueResponse Create(Timestamp now, ApiCredential owner, bool isBuilder, Action<Utf8JsonWriter, SideKey> write) =>
        _keys.Create(now, owner, isBuilder) is { } key
            ? VenueResponse.Ok(Json.Write(writer =>
            {
                writer.WriteStartObject();
                write(writer, key);
                writer.WriteEndObject();
            }))
            : VenueResponse.Error(400, "Could not create api key");

    private VenueResponse List(ApiCredential owner, bool isBuilder, Action<Utf8JsonWriter, SideKey> write) => VenueResponse.Ok(Json.Write(writer =>
    {
        writer.WriteStartArray();
        foreach (var key in _keys.Of(owner, isBuilder))
        {
            write(writer, key);
        }

        writer.WriteEndArray();
    }));

    private VenueResponse DeleteReadOnly(ApiCredential owner, VenueRequest request)
    {
        var key = JsonInput.Read(request.Body.Span, root => root.Text("key"));
        return _keys.Of(owner, isBuilder: false).RemoveAll(known => known.Key == key) > 0
            ? VenueResponse.Ok("true"u8.ToArray())
            : VenueResponse.Error(404, "api key not found");
    }

    /// <summary>Takes back every builder key of the wallet: the call names none.</summary>
    private VenueResponse RevokeBuilder(ApiCredential owner)
    {
        _keys.Of(owner, isBuilder: true).Clear();
        return VenueResponse.Ok("\"OK\""u8.ToArray());
    }

    private static void WriteSecrets(Utf8JsonWriter writer, SideKey key)
    {
        writer.WriteString("key", key.Key);
        writer.WriteString("secret", key.Secret);
        writer.WriteString("passphrase", key.Passphrase);
    }

    private static void WriteListed(Utf8JsonWriter writer, SideKey key)
    {
        writer.WriteStartObject();
        writer.WriteString("key", key.Key);
        writer.WriteString("createdAt", WindowText.Moment(key.Created));
        writer.WriteEndObject();
    }
}
