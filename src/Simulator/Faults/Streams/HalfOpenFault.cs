using PolyCloud.Simulator.Delivery;

namespace PolyCloud.Simulator.Faults.Streams;

/// <summary>The peer's machine is gone without a word: the connection stands, nothing ever comes.</summary>
internal sealed class HalfOpenFault() : ConnectionFault(
    "half-open", "Sockets stay open but nothing comes any more, not even PONG.",
    new FaultParameter("channel", "Which sockets: 0 all, 1 market, 2 user, 3 price, 4 legacy price, 5 first exchange, 6 second exchange.", 0, 0, 6))
{
    private protected override bool Concerns(VenueConnection connection, ReadOnlySpan<byte> text) =>
        Value("channel") is var channel && (channel < 1 || (int)channel == (int)connection.Channel + 1);
}
