using System.IO.Compression;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Journal.Format;

namespace PolyCloud.Storage.Journal.Frames;

/// <summary>
/// A record of raw frames: record kind, compression, number of frames, bytes before compression, moments of the first and the
/// last; then the compressed frames, each as moment, event, stream, bytes.
/// </summary>
public static class FrameBlock
{
    /// <summary>Frames are gathered to about this before they are compressed: repetition between frames is what compresses.</summary>
    internal const int TargetBytes = 256 * 1024;

    /// <summary>The target and one message of the largest size a socket takes, with its heading.</summary>
    private const int RawBytesMaximum = TargetBytes + (4 * 1024 * 1024) + 1024;

    private const byte Brotli = 1;

    /// <summary>Level 4: recordings shrink to about a twelfth at some 100 MB/s.</summary>
    private const int Quality = 4;

    private const int WindowBits = 22;

    /// <summary>The number of frames in a record, without unpacking it.</summary>
    /// <exception cref="JournalUnreadableException">The payload is no block of this program.</exception>
    public static int CountOf(ReadOnlySpan<byte> payload, DecodeRoom room) => ReadHead(payload, room).Frames;

    /// <summary>Unpacks a record.</summary>
    /// <exception cref="JournalUnreadableException">The payload is no block of this program.</exception>
    public static IReadOnlyList<RawFrame> Read(ReadOnlySpan<byte> payload, DecodeRoom room)
    {
        var (count, raw, packed) = ReadHead(payload, room);
        var bytes = new byte[raw];
        if (!BrotliDecoder.TryDecompress(packed, bytes, out var written) || written != raw)
        {
            throw new JournalUnreadableException("a block of frames cannot be unpacked");
        }

        var frames = new List<RawFrame>(count);
        var reader = new PayloadReader(bytes, room);
        while (reader.Remaining > 0)
        {
            var (received, kind, stream) = (reader.Time(), reader.OneOf<FrameEvent>(), reader.Text());
            var length = reader.Bytes().Length;
            frames.Add(new RawFrame(received, kind, stream, bytes.AsMemory(raw - reader.Remaining - length, length)));
        }

        return frames.Count == count ? frames : throw new JournalUnreadableException($"a block of {count} frames holds {frames.Count}");
    }

    /// <summary>Compresses gathered frames into a record; null where it would be larger than a record may be.</summary>
    internal static byte[]? Pack(int count, ReadOnlySpan<byte> raw, Timestamp first, Timestamp last)
    {
        var record = new byte[BrotliEncoder.GetMaxCompressedLength(raw.Length) + 64];
        var writer = new PayloadWriter(record);
        writer.Byte((byte)JournalRecordKind.Frames);
        writer.Byte(Brotli);
        writer.Int32(count);
        writer.Int32(raw.Length);
        writer.Time(first);
        writer.Time(last);
        var packed = BrotliEncoder.TryCompress(raw, record.AsSpan(writer.Length), out var length, Quality, WindowBits);
        return packed && writer.Length + length <= JournalFrame.PayloadBytesMaximum ? record[..(writer.Length + length)] : null;
    }

    private static Head ReadHead(ReadOnlySpan<byte> payload, DecodeRoom room)
    {
        var reader = new PayloadReader(payload, room);
        if (reader.Byte() != (byte)JournalRecordKind.Frames || reader.Byte() is not Brotli)
        {
            throw new JournalUnreadableException("a block of frames is compressed in a way that this program does not know");
        }

        var (count, raw) = (reader.Int32(), reader.Int32());
        _ = reader.Time();
        _ = reader.Time();
        return count > 0 && raw is > 0 and <= RawBytesMaximum
            ? new Head(count, raw, payload[^reader.Remaining..])
            : throw new JournalUnreadableException("the head of a block of frames makes no sense");
    }

    private readonly ref struct Head(int frames, int rawBytes, ReadOnlySpan<byte> packed)
    {
        private readonly ReadOnlySpan<byte> _packed = packed;

        public int Frames => frames;

        public void Deconstruct(out int count, out int raw, out ReadOnlySpan<byte> bytes)
        {
            count = frames;
            raw = rawBytes;
            bytes = _packed;
        }
    }
}
