using System.Text.Json;
using PolyCloud.Polymarket.Http;

namespace PolyCloud.Polymarket.Chain.Rpc;

/// <summary>How a JSON-RPC request ended.</summary>
public enum RpcAnswerKind : byte
{
    /// <summary>No answer, an unreadable one, one to another request, or the endpoint's own trouble: another endpoint may do better.</summary>
    Unusable,

    Result,

    /// <summary>The chain's refusal: a revert, a nonce that was used, too little gas money.</summary>
    Error,
}

/// <summary>A node's answer.</summary>
public readonly struct RpcAnswer
{
    /// <summary>Longer texts are cut: they go to logs.</summary>
    private const int MaximumText = 300;

    // Errors of the endpoint, not of the request: limits, an internal fault, a method it does not serve.
    private static readonly long[] EndpointFaults = [-32005, -32016, -32601, -32603, -32700, 429];

    private static readonly string[] EndpointTexts = ["rate limit", "too many requests", "header not found", "missing trie node", "internal error", "timeout"];

    public RpcAnswerKind Kind { get; private init; }

    /// <summary>JSON null is a result too: nothing of that name.</summary>
    public JsonElement Result { get; private init; }

    public long ErrorCode { get; private init; }

    public string ErrorText { get; private init; }

    /// <summary>The call ran and was undone by the contract.</summary>
    public bool IsRevert => Kind == RpcAnswerKind.Error && (ErrorCode == 3 || Says("revert"));

    public bool Says(string part) => (ErrorText ?? "").Contains(part, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the answer to request <paramref name="id"/>; some nodes send errors with a status of 400.</summary>
    public static RpcAnswer Read(long id, in HttpOutcome outcome)
    {
        if (outcome.Kind != HttpOutcomeKind.Answered)
        {
            return default;
        }

        try
        {
            using var document = JsonDocument.Parse(outcome.Body);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("id", out var answered) || !IsNumber(answered, id))
            {
                return default;
            }

            return root.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object ? Refusal(error)
                : root.TryGetProperty("result", out var result) && outcome.IsSuccess ? new RpcAnswer { Kind = RpcAnswerKind.Result, Result = result.Clone() }
                : default;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return default;
        }
    }

    private static bool IsNumber(JsonElement element, long expected) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out var number) && number == expected;

    private static RpcAnswer Refusal(JsonElement error)
    {
        var code = error.TryGetProperty("code", out var number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt64(out var value) ? value : 0;
        var text = error.TryGetProperty("message", out var message) && message.ValueKind == JsonValueKind.String ? message.GetString() ?? "" : "";
        var answer = new RpcAnswer
        {
            Kind = RpcAnswerKind.Error,
            ErrorCode = code,
            ErrorText = text.Length > MaximumText ? text[..MaximumText] : text,
        };
        return EndpointFaults.Contains(code) || EndpointTexts.Any(answer.Says) && !answer.IsRevert ? default : answer;
    }
}
