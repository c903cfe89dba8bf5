using System.Globalization;
using System.Text;
using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Cli.Commands;

/// <summary>Reads the fields of one order; numbers may be JSON numbers or strings. Every error names the order's position and the field, never a value that could be a secret.</summary>
internal readonly struct SignOrderFields
{
    /// <summary>The signature may be there, as in an order that was signed elsewhere; it is not read.</summary>
    private static readonly HashSet<string> Known =
    [
        "salt", "maker", "signer", "tokenId", "makerAmount", "takerAmount", "side", "signatureType", "timestamp", "expiration",
        "metadata", "builder", "negRisk", "chainId", "version", "signature",
    ];

    /// <summary>A longer name is not repeated: it might be a key pasted into the wrong place.</summary>
    private const int LongestName = 24;

    private readonly JsonElement _order;
    private readonly int _position;

    public SignOrderFields(JsonElement order, int position)
    {
        _order = order.ValueKind == JsonValueKind.Object ? order : throw new UsageException($"order {position}: is no JSON object.");
        _position = position;
    }

    /// <exception cref="UsageException">A field that is none of an order: a misspelt one must not be taken for a default.</exception>
    public void RefuseUnknown()
    {
        var strange = _order.EnumerateObject().Select(member => member.Name).FirstOrDefault(name => !Known.Contains(name));
        if (strange is not null)
        {
            throw Wrong(strange.Length <= LongestName ? strange : "a name of " + strange.Length + " characters", "is no field of an order");
        }
    }

    public long Number(string field, long minimum, long maximum = long.MaxValue) =>
        long.TryParse(Text(field), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= minimum && number <= maximum
            ? number
            : throw Wrong(field, maximum == long.MaxValue ? $"must be a whole number from {minimum}" : $"must be a whole number from {minimum} to {maximum}");

    public bool Flag(string field) => Text(field) switch
    {
        "true" or "True" => true,
        "false" or "False" => false,
        _ => throw Wrong(field, "must be true or false"),
    };

    public Side Side(string field) => Text(field) switch
    {
        "BUY" or "0" => Engine.Values.Side.Buy,
        "SELL" or "1" => Engine.Values.Side.Sell,
        _ => throw Wrong(field, "must be BUY or SELL"),
    };

    public UInt256 Token(string field) =>
        UInt256.TryParse(Text(field), out var token) ? token : throw Wrong(field, "must be the decimal digits of a number below 2^256");

    public EthereumAddress Address(string field) =>
        EthereumAddress.TryParse(Text(field), out var address) ? address : throw Wrong(field, "must be an address: 0x and 40 hexadecimal digits, with the right checksum where the case is mixed");

    public Hash256 Word(string field) =>
        Hash256.TryParse(Encoding.UTF8.GetBytes(Text(field)), out var word) ? word : throw Wrong(field, "must be 0x and 64 hexadecimal digits");

    private string Text(string field) => !_order.TryGetProperty(field, out var value)
        ? throw Wrong(field, "is missing")
        : value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => throw Wrong(field, "must be a string or a number"),
        };

    private UsageException Wrong(string field, string problem) => new($"order {_position}: {field}: {problem}.");
}
