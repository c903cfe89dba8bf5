using System.Buffers.Binary;
using PolyCloud.Storage.Checksums;

namespace PolyCloud.Storage.Intents;

/// <summary>
/// The bytes of an intent segment, little-endian. Header, 16 bytes: magic, format version, CRC-32C of those 12 bytes. Then records:
/// payload length, CRC-32C of the payload, payload. All records of this version have one length, so one broken record does not
/// hide those behind it.
/// </summary>
internal static class IntentFormat
{
    public const int HeaderBytes = 16;
    public const int RecordBytes = 8 + IntentRecord.Bytes;

    /// <summary>"PCINTENT" as bytes.</summary>
    private const ulong Magic = 0x544E45544E494350;

    private const uint Version = 1;

    public static byte[] Header()
    {
        var header = new byte[HeaderBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(header, Magic);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(8), Version);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(12), Crc32C.Compute(header.AsSpan(0, 12)));
        return header;
    }

    public static bool IsHeader(ReadOnlySpan<byte> bytes) => bytes.SequenceEqual(Header());

    public static void Write(Span<byte> bytes, in IntentRecord record)
    {
        var payload = bytes[8..RecordBytes];
        record.WriteTo(payload);
        BinaryPrimitives.WriteInt32LittleEndian(bytes, IntentRecord.Bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[4..], Crc32C.Compute(payload));
    }

    public static bool TryRead(ReadOnlySpan<byte> bytes, out IntentRecord record)
    {
        record = default;
        return bytes.Length == RecordBytes
            && BinaryPrimitives.ReadInt32LittleEndian(bytes) == IntentRecord.Bytes
            && BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]) == Crc32C.Compute(bytes[8..])
            && IntentRecord.TryRead(bytes[8..], out record);
    }
}
