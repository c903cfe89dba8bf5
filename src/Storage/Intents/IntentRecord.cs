using System.Buffers.Binary;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;

namespace PolyCloud.Storage.Intents;

/// <summary>A signed order about to leave, as the intent log keeps it: enough to recognise it at the venue and to rebuild its bytes.</summary>
public readonly record struct IntentRecord
{
    /// <summary>Bytes of one record without its frame.</summary>
    internal const int Bytes = 142;

    /// <summary>The engine's number of it, counted within <see cref="Epoch"/>.</summary>
    public required IntentId Intent { get; init; }

    /// <summary>Fencing epoch of the worker that signed it.</summary>
    public required long Epoch { get; init; }

    /// <summary>The order's identity at the venue.</summary>
    public required Hash256 OrderHash { get; init; }

    /// <summary>The signed salt, 53 bits.</summary>
    public required long Salt { get; init; }

    /// <summary>The market's condition id.</summary>
    public required Hash256 Condition { get; init; }

    /// <summary>The token's 256-bit number, big-endian.</summary>
    public required Hash256 Token { get; init; }

    public required Side Side { get; init; }

    public required Price Price { get; init; }

    public required Size Size { get; init; }

    public required OrderType Type { get; init; }

    /// <summary>The signed timestamp: engine time of the decision.</summary>
    public required Timestamp At { get; init; }

    internal void WriteTo(Span<byte> bytes)
    {
        BinaryPrimitives.WriteInt64LittleEndian(bytes, Intent.Number);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[8..], Epoch);
        OrderHash.WriteTo(bytes[16..]);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[48..], Salt);
        Condition.WriteTo(bytes[56..]);
        Token.WriteTo(bytes[88..]);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[120..], At.Micros);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[128..], Size.Units);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[136..], Price.Units);
        bytes[140] = (byte)Side;
        bytes[141] = (byte)Type;
    }

    /// <summary>False where the bytes hold a value that none of the types takes.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> bytes, out IntentRecord record)
    {
        record = default;
        var priceUnits = BinaryPrimitives.ReadInt32LittleEndian(bytes[136..]);
        if (priceUnits is < 0 or > Price.Scale || bytes[140] > (byte)Side.Sell || bytes[141] > (byte)OrderType.Gtd)
        {
            return false;
        }

        record = new IntentRecord
        {
            Intent = new IntentId(BinaryPrimitives.ReadInt64LittleEndian(bytes)),
            Epoch = BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]),
            OrderHash = Hash256.FromBytes(bytes[16..]),
            Salt = BinaryPrimitives.ReadInt64LittleEndian(bytes[48..]),
            Condition = Hash256.FromBytes(bytes[56..]),
            Token = Hash256.FromBytes(bytes[88..]),
            At = new Timestamp(BinaryPrimitives.ReadInt64LittleEndian(bytes[120..])),
            Size = new Size(BinaryPrimitives.ReadInt64LittleEndian(bytes[128..])),
            Price = new Price(priceUnits),
            Side = (Side)bytes[140],
            Type = (OrderType)bytes[141],
        };
        return true;
    }
}
