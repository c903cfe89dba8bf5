using System.IO.Compression;
using System.Text;
using System.Text.Json;
using PolyCloud.Storage.Durability;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.Archive;

/// <summary>
/// The rows of one partition in one file: compressed lines of JSON that <c>zcat</c> shows. The first line says what the file is, then
/// comes a line a row in the order of the row keys, the last line says how many there are. A file is replaced whole and never changed,
/// so that a crash leaves the old one or the new one.
/// </summary>
internal sealed class ArchiveFile(string directory, string table, string partition, WriteBytes write)
{
    private const int Format = 1;

    /// <summary>Rows between two pauses of a writing or comparing: about 20 ms of one processor.</summary>
    public const int RowsBetweenPauses = 1_000;

    public string Path { get; } = System.IO.Path.Combine(directory, table, partition + ".jsonl.gz");

    public bool Exists => File.Exists(Path);

    /// <summary>All rows by row key, without versions. Whoever reads to the end knows that the file is whole.</summary>
    /// <exception cref="StoreUnavailableException">The file cannot be read, is damaged or of another format.</exception>
    public IEnumerable<TableRow> Read()
    {
        using var lines = Open();
        var head = ParseLine<ArchiveHead>(NextLine(lines));
        if (head.Format != Format || head.Table != table || head.Partition != partition)
        {
            throw Damaged($"it holds {head.Table}/{head.Partition} in format {head.Format}");
        }

        var rows = 0;
        while (true)
        {
            var line = ParseLine<ArchiveLine>(NextLine(lines));
            if (line is { Row: { } row, Columns: { } columns })
            {
                rows++;
                yield return new TableRow(partition, row, columns);
                continue;
            }

            // The checksum stands behind the last line.
            if (line.Rows != rows || NextLine(lines) is not null)
            {
                throw Damaged($"it says that it has {line.Rows} rows and has {rows}");
            }

            yield break;
        }
    }

    /// <summary>Puts these rows, in the order of their keys, in the file's place. The compressed day, some megabytes, is in memory meanwhile.</summary>
    /// <exception cref="StoreUnavailableException">They are not durable; the old file is there, or the new one.</exception>
    public async Task ReplaceAsync(IEnumerable<TableRow> rows, Func<CancellationToken, Task> pause, CancellationToken cancellation)
    {
        using var content = new MemoryStream();
        await using (var compressed = new GZipStream(content, CompressionLevel.Optimal, leaveOpen: true))
        {
            WriteLine(compressed, new ArchiveHead(Format, table, partition));
            var count = 0;
            foreach (var row in rows)
            {
                WriteLine(compressed, new ArchiveLine(row.Row, row.Columns, null));
                if (++count % RowsBetweenPauses == 0)
                {
                    await pause(cancellation);
                }
            }

            WriteLine(compressed, new ArchiveLine(null, null, count));
        }

        Replace(content.GetBuffer().AsSpan(0, (int)content.Length));
    }

    private void Replace(ReadOnlySpan<byte> content)
    {
        // The directories' own names, too: what is deleted from the hot store must be found after a power loss.
        DurableDirectory.Create(System.IO.Path.GetDirectoryName(Path)!);
        DurableDirectory.Sync(directory);
        DurableDirectory.Sync(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(directory))!);
        var beside = Path + ".new";
        using (var file = AppendOnlyFile.Open(beside, FileMode.Create, write))
        {
            file.Append(content);
            file.Sync();
        }

        DurableFile.Rename(beside, Path);
    }

    private StreamReader Open()
    {
        try
        {
            var file = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return new StreamReader(new GZipStream(file, CompressionMode.Decompress), Encoding.UTF8);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException($"The archive file {Path} cannot be read: {failure.Message}", failure);
        }
    }

    private string? NextLine(StreamReader lines)
    {
        try
        {
            return lines.ReadLine();
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException)
        {
            throw Damaged(failure.Message);
        }
    }

    private T ParseLine<T>(string? line)
    {
        try
        {
            return (line is null ? default : JsonSerializer.Deserialize<T>(line, JsonSerializerOptions.Web)) ?? throw Damaged("it ends too early");
        }
        catch (JsonException failure)
        {
            throw Damaged(failure.Message);
        }
    }

    private static void WriteLine<T>(Stream stream, T line)
    {
        JsonSerializer.Serialize(stream, line, ArchiveJson.Short);
        stream.WriteByte((byte)'\n');
    }

    private StoreUnavailableException Damaged(string problem) =>
        new($"The archive file {Path} is damaged: {problem}. Restore the file from a backup; nothing was changed.");
}
