using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Chain.Rpc;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Chain.Relayer;

/// <summary>Where a relayed transaction stands.</summary>
public enum RelayedState : byte
{
    /// <summary>Accepted, sent or mined, or in a state this client does not know: still under way.</summary>
    UnderWay,
    Confirmed,
    Failed,
    Invalid,
}

/// <summary>Any of the relayer's answers: what of it was there. Field names of the older and the newer paths are both read.</summary>
public readonly struct RelayerAnswer
{
    private const int MaximumText = 300;
    private const int MaximumIdLength = 100;

    /// <summary>Null where none was told.</summary>
    public long? Nonce { get; private init; }

    public EthereumAddress? Address { get; private init; }

    public bool? Deployed { get; private init; }

    /// <summary>The relayer's name of the transaction; empty where none was told.</summary>
    public string Id { get; private init; }

    public RelayedState State { get; private init; }

    public Hash256? Hash { get; private init; }

    public string Error { get; private init; }

    public static RelayerAnswer Read(in HttpOutcome outcome)
    {
        var nothing = new RelayerAnswer { Id = "", Error = "" };
        if (outcome.Kind != HttpOutcomeKind.Answered)
        {
            return nothing;
        }

        try
        {
            using var document = JsonDocument.Parse(outcome.Body);
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Array && root.GetArrayLength() > 0)
            {
                root = root[0];
            }

            return root.ValueKind == JsonValueKind.Object ? Read(root) : nothing;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return nothing;
        }
    }

    private static RelayerAnswer Read(JsonElement root)
    {
        var id = Text(root, "transactionID", "transaction_id");
        var error = Text(root, "error", "error_msg", "errorMsg");
        return new RelayerAnswer
        {
            Nonce = NumberOf(root, "nonce"),
            Address = root.TryGetProperty("address", out var address) && HexText.TryAddress(address, out var parsed) ? parsed : null,
            Deployed = root.TryGetProperty("deployed", out var deployed) && deployed.ValueKind is JsonValueKind.True or JsonValueKind.False ? deployed.GetBoolean() : null,
            Id = id.Length <= MaximumIdLength ? id : "",
            State = Text(root, "state") switch
            {
                "STATE_CONFIRMED" => RelayedState.Confirmed,
                "STATE_FAILED" => RelayedState.Failed,
                "STATE_INVALID" => RelayedState.Invalid,
                _ => RelayedState.UnderWay,
            },
            Hash = (root.TryGetProperty("transaction_hash", out var hash) || root.TryGetProperty("transactionHash", out hash)) && HexText.TryHash(hash, out var name) ? name : null,
            Error = error.Length > MaximumText ? error[..MaximumText] : error,
        };
    }

    private static string Text(JsonElement root, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String)
            {
                return value.GetString() ?? "";
            }
        }

        return "";
    }

    private static long? NumberOf(JsonElement root, string name) =>
        !root.TryGetProperty(name, out var value) ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= 0 ? number
        : value.ValueKind == JsonValueKind.String && long.TryParse(value.GetString(), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out number) ? number
        : null;
}
