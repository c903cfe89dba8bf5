using System.Text.Json;
using PolyCloud.Polymarket.Clob.Json;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Credentials;

/// <summary>Reads the answer to creating or deriving a credential.</summary>
public static class CredentialAnswer
{
    /// <summary>False where a part is missing or unreadable.</summary>
    public static bool TryRead(ReadOnlySpan<byte> body, out ApiCredential? credential)
    {
        credential = null;
        try
        {
            var (key, secret, passphrase) = ("", "", "");
            var reader = new Utf8JsonReader(body);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                key = LooseValue.IsField(ref reader, "apiKey"u8) ? LooseValue.String(ref reader) : key;
                secret = LooseValue.IsField(ref reader, "secret"u8) ? LooseValue.String(ref reader) : secret;
                passphrase = LooseValue.IsField(ref reader, "passphrase"u8) ? LooseValue.String(ref reader) : passphrase;
                reader.Skip();
            }

            credential = new ApiCredential(key, secret, passphrase);
            return true;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or SigningException)
        {
            return false;
        }
    }
}
