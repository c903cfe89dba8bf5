using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Delivery;

namespace PolyCloud.Simulator.ExchangeFeeds;

/// <summary>How one exchange speaks on its public price socket.</summary>
internal interface IExchangeDialect
{
    /// <summary>The symbol of an asset in quotes; null where the exchange has none.</summary>
    string? SymbolOf(string asset);

    /// <summary>What a client's message asks for; null where it is no message of the protocol.</summary>
    ExchangeRequest? Parse(ReadOnlySpan<byte> message);

    /// <summary>The answer to a request whose symbols are known, or not.</summary>
    void AppendAnswer(Frame frame, ExchangeRequest request, bool known);

    void AppendQuote(Frame frame, string symbol, ExchangeQuote quote);

    /// <summary>Sent once a second to who asked for it; nothing is appended where the exchange has no such message.</summary>
    void AppendHeartbeat(Frame frame, string symbol, long number, Timestamp at);
}

/// <summary>A client's subscription or its end.</summary>
/// <param name="Symbols">As quotes name them.</param>
/// <param name="Id">What the answer repeats.</param>
/// <param name="Heartbeats">A message a second for each symbol is wanted, whether prices move or not.</param>
internal sealed record ExchangeRequest(bool IsUnsubscribe, IReadOnlyList<string> Symbols, long Id, bool Heartbeats);
