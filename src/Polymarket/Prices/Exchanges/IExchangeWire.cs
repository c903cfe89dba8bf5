using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Sessions;

namespace PolyCloud.Polymarket.Prices.Exchanges;

/// <summary>The words of one exchange's public price socket; everything else is <see cref="FastPriceSession"/>'s.</summary>
public interface IExchangeWire
{
    /// <summary>For logs and settings: <c>binance</c>.</summary>
    string Name { get; }

    FastPriceSource Source { get; }

    /// <summary>Whether the exchange trades the asset against dollars or a dollar token.</summary>
    bool Lists(string asset);

    /// <summary>The symbol of an asset as frames name it.</summary>
    byte[] SymbolOf(string asset);

    /// <summary>The frame that subscribes the best prices of these assets.</summary>
    byte[] Subscribe(IReadOnlyList<string> assets);

    /// <summary>Reads one frame; tells nothing and keeps nothing.</summary>
    /// <exception cref="System.Text.Json.JsonException">It is no JSON.</exception>
    ExchangeFrame Read(ReadOnlySpan<byte> message);
}

/// <summary>What a frame of an exchange was.</summary>
public enum ExchangeFrameKind : byte
{
    /// <summary>Best prices.</summary>
    Price,

    /// <summary>Proof that the stream flows, without best prices: a trade or a heartbeat.</summary>
    Alive,

    /// <summary>The subscription was taken.</summary>
    Acknowledged,

    /// <summary>The exchange refused something; the words say what.</summary>
    Refused,

    /// <summary>The exchange is about to end this connection.</summary>
    Leaving,

    /// <summary>Not understood.</summary>
    Bad,
}

/// <summary>One frame, read. Fields beyond the kind are meaningful as it says; spans live as long as the message.</summary>
public ref struct ExchangeFrame
{
    public ExchangeFrameKind Kind;
    public FrameFault Fault;
    public ReadOnlySpan<byte> Symbol;
    public ReadOnlySpan<byte> Words;
    public OraclePrice Bid;
    public OraclePrice Ask;

    /// <summary>Rises with every change of the symbol's prices; zero where the exchange counts nothing.</summary>
    public long Sequence;

    /// <summary>The exchange's moment; zero where the frame carries none.</summary>
    public Timestamp VenueTime;

    public static ExchangeFrame Bad(FrameFault fault) => new() { Kind = ExchangeFrameKind.Bad, Fault = fault };
}
