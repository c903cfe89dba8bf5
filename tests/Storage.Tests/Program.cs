using PolyCloud.Storage.Files;
using PolyCloud.Storage.State;
using PolyCloud.Storage.Tables;
using PolyCloud.Storage.Tests.Archive;

namespace PolyCloud.Storage.Tests;

/// <summary>
/// The child process that crash tests kill: <c>dotnet PolyCloud.Storage.Tests.dll write-rows DIRECTORY</c> writes rows from four
/// writers without end and prints the number of each row once it is acknowledged; <c>archive-rows</c> writes rows of a day that is over and
/// archives them without end, and prints each row.
/// </summary>
public static class Program
{
    public const string WriteRows = "write-rows";

    public const string ArchiveRows = "archive-rows";

    public static async Task<int> Main(string[] arguments)
    {
        if (arguments is [ArchiveRows, var archived])
        {
            await ArchiveWithoutEndAsync(new FileTableStoreOptions { Directory = archived, CompactionBytesMinimum = 20_000 });
        }

        if (arguments is not [WriteRows, var directory])
        {
            return 2;
        }

        await using var store = FileTableStore.Open(new FileTableStoreOptions { Directory = directory, CompactionBytesMinimum = 20_000 });
        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => WriteWithoutEndAsync(store, writer)));
        return 0;
    }

    private static async Task ArchiveWithoutEndAsync(FileTableStoreOptions options)
    {
        await using var scene = new ArchiveScene(options);
        for (var number = 1; ; number++)
        {
            await scene.PutAsync(WorkerTables.Fills, ArchiveScene.Row(0, $"r{number:D6}", "1"), ArchiveScene.Row(0, $"r{number / 2:D6}", "2" + number));
            Console.WriteLine($"r{number:D6}");
            if (number % 5 == 4)
            {
                await scene.TurnAsync(3);
            }
        }
    }

    private static async Task WriteWithoutEndAsync(FileTableStore store, int writer)
    {
        for (var number = writer; ; number += 4)
        {
            var text = number.ToString();

            // The counter row is overwritten every time: garbage, so that kills also hit rewritings of the log.
            TableWrite[] writes =
            [
                new(TableWriteKind.Insert, new TableRow("p", text, new Dictionary<string, string> { ["Value"] = text })),
                new(TableWriteKind.Upsert, new TableRow("p", "counter" + writer, new Dictionary<string, string> { ["Value"] = text + new string('x', 400) })),
            ];
            await store.WriteAsync("Rows", writes, CancellationToken.None);
            Console.WriteLine(text);
        }
    }
}
