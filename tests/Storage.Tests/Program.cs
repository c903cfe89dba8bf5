using PolyCloud.Storage.Files;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.Tests;

/// <summary>
/// The child process that crash tests kill: <c>dotnet PolyCloud.Storage.Tests.dll write-rows DIRECTORY</c> writes rows from four
/// writers without end and prints the number of each row once it is acknowledged.
/// </summary>
public static class Program
{
    public const string WriteRows = "write-rows";

    public static async Task<int> Main(string[] arguments)
    {
        if (arguments is not [WriteRows, var directory])
        {
            return 2;
        }

        await using var store = FileTableStore.Open(new FileTableStoreOptions { Directory = directory, CompactionBytesMinimum = 20_000 });
        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => WriteWithoutEndAsync(store, writer)));
        return 0;
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
