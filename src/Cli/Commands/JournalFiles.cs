using System.CommandLine;
using PolyCloud.Storage.Journal.Format;
using PolyCloud.Storage.Journal.Reading;

namespace PolyCloud.Cli.Commands;

/// <summary>The journal directory that several commands are given.</summary>
internal static class JournalFiles
{
    public static Argument<string> Declared { get; } = new("DIR") { Description = "Directory of a journal, as written by 'up --journal' or 'record'." };

    /// <summary>The runs of the directory; what is wrong with its files is said on standard error.</summary>
    /// <exception cref="UsageException">There is no such directory, or no run in it.</exception>
    public static JournalDirectory Open(string path)
    {
        var directory = Directory.Exists(path) ? JournalDirectory.Open(path) : throw new UsageException($"There is no directory {path}.");
        Complain(directory.Faults);
        return directory.Runs.Count > 0 ? directory : throw new CommandFailedException($"{path} holds no readable journal.");
    }

    public static void Complain(IEnumerable<JournalFault> faults)
    {
        foreach (var fault in faults)
        {
            Console.Error.WriteLine(fault);
        }
    }
}
