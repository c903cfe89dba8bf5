using System.Buffers.Binary;
using System.IO.Compression;

namespace PolyCloud.Research.Importing.Reading;

/// <summary>Whether a file can be read to its end, before anything of it is used.</summary>
internal static class RecordingFile
{
    /// <summary>
    /// What is wrong with the file; null where nothing is. A compressed file carries a checksum, but at its end: only a file read
    /// through once is known to be what was written.
    /// </summary>
    public static string? Problem(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
            var told = IsCompressed(file) ? LengthTold(file) : file.Length;
            using var stream = IsCompressed(file) ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
            var buffer = new byte[1 << 16];
            var line = 0L;
            var total = 0L;
            for (int read; (read = stream.Read(buffer)) > 0;)
            {
                total += read;
                var part = buffer.AsSpan(0, read);
                for (var end = part.IndexOf((byte)'\n'); end >= 0; end = part.IndexOf((byte)'\n'))
                {
                    line = 0;
                    part = part[(end + 1)..];
                }

                line += part.Length;
                if (line > TextLines.CharactersMax)
                {
                    return $"it has a line longer than {TextLines.CharactersMax} bytes";
                }
            }

            // The decompressor takes a stream that just ends for a whole one.
            return (uint)total == (uint)told ? null : Damaged($"it unpacks to {total} bytes, and its last four tell {told}");
        }
        catch (Exception damage) when (damage is InvalidDataException or EndOfStreamException)
        {
            return Damaged(damage.Message.TrimEnd('.'));
        }
    }

    private static string Damaged(string why) => $"its compression is damaged, cut off, or of several parts ({why}); what can be unpacked of it can be given as a plain file";

    /// <summary>Whether the first bytes are those of gzip.</summary>
    public static bool IsCompressed(Stream file)
    {
        var compressed = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        return compressed;
    }

    /// <summary>RFC 1952: a gzip file ends in the length of what it holds, modulo 2^32.</summary>
    private static long LengthTold(FileStream file)
    {
        Span<byte> trailer = stackalloc byte[4];
        file.Position = Math.Max(0, file.Length - trailer.Length);
        file.ReadExactly(trailer);
        file.Position = 0;
        return BinaryPrimitives.ReadUInt32LittleEndian(trailer);
    }
}
