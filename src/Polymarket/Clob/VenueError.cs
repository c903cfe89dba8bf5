using System.Text.Json;
using PolyCloud.Engine.Effects;
using PolyCloud.Polymarket.Clob.Json;

namespace PolyCloud.Polymarket.Clob;

/// <summary>An error the venue tells in a body: its text, its code, and when to try again.</summary>
/// <param name="Text">Empty where the body says none.</param>
/// <param name="RetryAfterSeconds">0 where the body says none.</param>
public readonly record struct VenueError(string Text, string Code, int RetryAfterSeconds)
{
    /// <summary>Longer texts are cut: they go to logs.</summary>
    private const int MaximumText = 300;

    /// <summary>Venue texts by substring, first match wins; the suffixes vary. From its error-code page.</summary>
    private static readonly (string Part, Reason Reason)[] Reasons =
    [
        ("Duplicated", Reason.RejectedDuplicate),
        ("order_version_mismatch", Reason.RejectedOrderVersion),
        ("invalid order version", Reason.RejectedOrderVersion),
        ("order crosses book", Reason.RejectedPostOnlyWouldCross),
        ("crosses the book", Reason.RejectedPostOnlyWouldCross),
        ("not enough balance", Reason.RejectedInsufficientBalance),
        ("minimum tick size", Reason.RejectedTickSize),
        ("lower than the minimum", Reason.RejectedMinimumSize),
        ("invalid amount for a marketable", Reason.RejectedMinimumSize),
        ("fully filled or killed", Reason.RejectedNotFilledWhole),
        ("no orders found to match", Reason.RejectedNoMatch),
        ("there are no matching orders", Reason.RejectedNoMatch),
        ("invalid signature", Reason.RejectedSignature),
        ("signer address has to be", Reason.RejectedCredential),
        ("owner has to be the owner", Reason.RejectedCredential),
        ("Unauthorized", Reason.RejectedCredential),
        ("api key", Reason.RejectedCredential),
        ("not yet ready", Reason.RejectedMarketClosed),
        ("does not exist", Reason.RejectedMarketClosed),
        ("market closed", Reason.RejectedMarketClosed),
        ("closed only mode", Reason.VenueClosedOnly),
        ("address banned", Reason.VenueClosedOnly),
        ("restricted in your region", Reason.Geoblocked),
        ("geoblock", Reason.Geoblocked),
        ("Rate limit", Reason.RateLimited),
        ("post-only mode", Reason.VenuePostOnly),
        ("cancel-only", Reason.VenueCancelOnly),
        ("trading is disabled", Reason.VenueDisabled),
        ("Trading is currently disabled", Reason.VenueDisabled),
    ];

    /// <summary>The engine's reason for this text.</summary>
    public Reason Reason => ReasonOf(Text);

    /// <summary>A text that the venue never uses for an order that reached its book.</summary>
    public bool NeverReachedBook => Contains("order timed out");

    /// <summary>The matching engine is restarting or limits what it takes.</summary>
    public bool IsPostOnlyMode => Code == "post_only_mode" || Contains("post-only mode");

    public static Reason ReasonOf(string text)
    {
        foreach (var (part, reason) in Reasons)
        {
            if (text.Contains(part, StringComparison.OrdinalIgnoreCase))
            {
                return reason;
            }
        }

        return Reason.RejectedOther;
    }

    /// <summary>Reads <c>error</c>, <c>errorMsg</c> or <c>error_msg</c> of an object; a body that is none gives empty text.</summary>
    public static VenueError Read(ReadOnlySpan<byte> body)
    {
        var (text, code, retry) = ("", "", 0L);
        try
        {
            var reader = new Utf8JsonReader(body);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return new VenueError("", "", 0);
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (LooseValue.IsField(ref reader, "error"u8) || LooseValue.IsField(ref reader, "errorMsg"u8) || LooseValue.IsField(ref reader, "error_msg"u8))
                {
                    text = LooseValue.String(ref reader);
                }
                else if (LooseValue.IsField(ref reader, "code"u8))
                {
                    code = LooseValue.String(ref reader);
                }
                else if (LooseValue.IsField(ref reader, "retry_after_seconds"u8))
                {
                    retry = LooseValue.TryInteger(ref reader, out var seconds) ? seconds : 0;
                }

                reader.Skip();
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Half an error text still is one; an unreadable body is an error without words.
        }

        return new VenueError(text.Length > MaximumText ? text[..MaximumText] : text, code, (int)Math.Clamp(retry, 0, int.MaxValue));
    }

    private bool Contains(string part) => Text.Contains(part, StringComparison.OrdinalIgnoreCase);
}
