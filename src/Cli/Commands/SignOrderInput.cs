using System.Text.Json;
using PolyCloud.Engine.Markets;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Cli.Commands;

/// <summary>One order as `sign-order` is given it.</summary>
internal sealed record SignOrderInput
{
    public required SignedOrderFields Fields { get; init; }

    public required EthereumAddress Maker { get; init; }

    public required EthereumAddress Signer { get; init; }

    public required SignatureType SignatureType { get; init; }

    public required ExchangeContract Contract { get; init; }

    public required long ChainId { get; init; }

    /// <summary>Unix seconds, or 0 for an order that does not expire.</summary>
    public required long ExpirationSeconds { get; init; }

    /// <summary>Reads one order or an array of them.</summary>
    /// <exception cref="UsageException">The text is no such JSON, or a field is missing, unknown or wrong: names it and the order's position from 0.</exception>
    public static IReadOnlyList<SignOrderInput> Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Array
                ? [.. document.RootElement.EnumerateArray().Select(Read)]
                : [Read(document.RootElement, 0)];
        }
        catch (JsonException problem)
        {
            throw new UsageException($"--input is no JSON: line {problem.LineNumber + 1}, byte {problem.BytePositionInLine + 1}.");
        }
        catch (InvalidOperationException)
        {
            throw new UsageException("--input holds a string with half a surrogate pair, which is no text.");
        }
    }

    private static SignOrderInput Read(JsonElement json, int position)
    {
        var order = new SignOrderFields(json, position);
        order.RefuseUnknown();
        var version = order.Number("version", 2, 3) == 3 ? MarketVersion.PositionIds : MarketVersion.ConditionalTokens;
        _ = ExchangeDomain.TryContract(version, order.Flag("negRisk"), out var contract);
        return new SignOrderInput
        {
            Fields = new SignedOrderFields
            {
                Salt = order.Number("salt", 0, OrderSalt.Maximum),
                Token = order.Token("tokenId"),
                MakerAmount = order.Number("makerAmount", 1),
                TakerAmount = order.Number("takerAmount", 1),
                Side = order.Side("side"),
                TimestampMilliseconds = order.Number("timestamp", 1),
                Metadata = order.Word("metadata"),
                Builder = order.Word("builder"),
            },
            Maker = order.Address("maker"),
            Signer = order.Address("signer"),
            SignatureType = (SignatureType)order.Number("signatureType", 0, 3),
            Contract = contract,
            ChainId = order.Number("chainId", 1),
            ExpirationSeconds = order.Number("expiration", 0),
        };
    }
}
