using System.Text;
using PolyCloud.Storage.Checksums;
using PolyCloud.Storage.Durability;
using PolyCloud.Storage.Memory;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.Files;

/// <summary>Reads a table log into an index and tells an unfinished end from damage.</summary>
internal sealed class LogReader(AppendOnlyFile file, TableIndex index)
{
    /// <summary>Read at once while looking for frames behind a broken one.</summary>
    private const int ScanBytes = 1024 * 1024;

    private readonly byte[] _header = new byte[LogFormat.FrameHeaderBytes];
    private byte[] _payload = new byte[64 * 1024];

    /// <summary>The highest sequence of the file.</summary>
    public long LastSequence { get; private set; }

    /// <summary>The rows have moved to a new file of the same path; nothing more comes into this one.</summary>
    public bool HasMoved { get; private set; }

    /// <summary>
    /// Reads the whole file. What follows the last whole frame is an unfinished frame, which is cut off; but where a whole frame
    /// follows, the broken one had been synced and is damage.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The file is damaged or cannot be read; the file is left as it is.</exception>
    public TornTail? Read()
    {
        var read = file.Read(_header.AsSpan(0, LogFormat.FileHeaderBytes), 0);
        if (LogFormat.ReadFileHeader(_header.AsSpan(0, read), out var lastSequence) is { } problem)
        {
            throw Damaged(0, problem);
        }

        LastSequence = lastSequence;
        long offset = LogFormat.FileHeaderBytes;
        while (offset < file.Length && TryReadFrame(offset, file.Length, out var payloadBytes))
        {
            Apply(offset, payloadBytes);
            offset += LogFormat.FrameHeaderBytes + payloadBytes;
        }

        // A crash came between the note and the renaming, or the file was opened while it was being left: it is whole all the same.
        HasMoved = false;
        return offset == file.Length ? null : CutTail(offset);
    }

    /// <summary>
    /// Reads what other processes appended since. An unfinished frame at the end stays: its writer may still be at it.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The file is damaged or cannot be read.</exception>
    public void ReadOn()
    {
        var end = file.LengthOnDisk;
        while (file.Length < end && TryReadFrame(file.Length, end, out var payloadBytes))
        {
            Apply(file.Length, payloadBytes);
            file.TakeIn(file.Length + LogFormat.FrameHeaderBytes + payloadBytes);
        }
    }

    /// <summary>Cuts what a dead writer left unfinished. Only for who holds the writers' lock.</summary>
    public void CutUnfinished()
    {
        if (file.LengthOnDisk > file.Length)
        {
            file.CutTo(file.Length);
        }
    }

    private TornTail CutTail(long offset)
    {
        if (FindWholeFrame(offset + 1) is { } whole)
        {
            throw Damaged(offset, $"the record there is broken while a whole one follows at offset {whole}");
        }

        var torn = new TornTail(file.Path, offset, file.Length - offset);
        file.CutTo(offset);
        file.Sync();
        return torn;
    }

    private bool TryReadFrame(long offset, long end, out int payloadBytes)
    {
        var read = file.Read(_header, offset);
        if (!LogFormat.TryReadFrameHeader(_header.AsSpan(0, read), offset, out payloadBytes, out var checksum)
            || payloadBytes > end - offset - LogFormat.FrameHeaderBytes)
        {
            return false;
        }

        if (_payload.Length < payloadBytes)
        {
            _payload = new byte[payloadBytes];
        }

        var payload = _payload.AsSpan(0, payloadBytes);
        return file.Read(payload, offset + LogFormat.FrameHeaderBytes) == payloadBytes && Crc32C.Compute(payload) == checksum;
    }

    private void Apply(long offset, int payloadBytes)
    {
        if (payloadBytes == LogFormat.MovedPayload.Length && LogFormat.MovedPayload.SequenceEqual(_payload.AsSpan(0, payloadBytes)))
        {
            HasMoved = true;
            return;
        }

        using var stream = new MemoryStream(_payload, 0, payloadBytes, writable: false);
        using var reader = new BinaryReader(stream, Encoding.UTF8);
        try
        {
            while (stream.Position < payloadBytes)
            {
                var change = LogEntry.Read(reader, out var sequence);
                LastSequence = Math.Max(LastSequence, sequence);
                if (change.Row is null)
                {
                    index.Remove(change.Address);
                }
                else
                {
                    index.Put(change.Address.Table, change.Row);
                }
            }
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException or FormatException or ArgumentException)
        {
            throw Damaged(offset, failure.Message);
        }
    }

    private long? FindWholeFrame(long from)
    {
        var chunk = new byte[ScanBytes];
        for (var start = from; start < file.Length; start += ScanBytes - LogFormat.FrameMagicBytes.Length + 1)
        {
            var bytes = chunk.AsSpan(0, file.Read(chunk, start));
            var searched = 0;
            int found;
            while ((found = bytes[searched..].IndexOf(LogFormat.FrameMagicBytes)) >= 0)
            {
                if (TryReadFrame(start + searched + found, file.Length, out _))
                {
                    return start + searched + found;
                }

                searched += found + 1;
            }
        }

        return null;
    }

    private StoreUnavailableException Damaged(long offset, string problem) =>
        new($"The table log {file.Path} is damaged at offset {offset}: {problem}. Restore the file from a backup; nothing was changed.");
}
