using System.CommandLine;
using System.Globalization;
using PolyCloud.ContainerWorker.Api.Keys;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Cli.Commands;

/// <summary>`keys`: the API's keys of one data directory. A running worker sees a change within a second.</summary>
internal static class KeysCommand
{
    private static readonly Argument<string> Name = new("name") { Description = "Who uses it: 1 to 40 letters, digits, - and _." };

    private static readonly Option<ApiRole> Role = new("--role") { Description = "view (read), trade (also halt, move bots, close, propose) or admin (also resume, approve, audit).", DefaultValueFactory = _ => ApiRole.View };

    public static Command Create()
    {
        var list = new Command("list", "Print names and roles; the keys themselves are kept nowhere.") { Declared.Data };
        list.SetAction(parsed => Keep(parsed, static file =>
        {
            foreach (var key in file.Read())
            {
                Console.WriteLine($"{key.Name,-40} {key.Role.ToString().ToLowerInvariant(),-6} {key.Created}");
            }
        }));
        var add = new Command("add", "Make a key and print it once. From then on the API asks for one.") { Name, Role, Declared.Data };
        add.SetAction(parsed => Keep(parsed, file => Add(file, parsed.GetRequiredValue(Name), parsed.GetValue(Role))));
        var remove = new Command("remove", "Take a key away.") { Name, Declared.Data };
        remove.SetAction(parsed => Keep(parsed, file => Remove(file, parsed.GetRequiredValue(Name))));
        return new Command("keys", "See, make and take away keys of the API.") { list, add, remove };
    }

    private static void Add(ApiKeyFile file, string name, ApiRole role)
    {
        var keys = file.Read();
        if (ApiKeyEntry.NameProblem(name) is { } problem)
        {
            throw new UsageException(problem);
        }

        if (keys.Any(key => key.Name == name) || keys.Count == ApiKeyFile.MaximumKeys)
        {
            throw new CommandFailedException($"There is a key {name} already, or there are {ApiKeyFile.MaximumKeys}; remove one first.");
        }

        var secret = ApiKeyEntry.NewKey();
        file.Write([.. keys, new ApiKeyEntry(name, role, ApiKeyEntry.HashOf(secret), DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))]);
        Console.WriteLine(secret);
    }

    private static void Remove(ApiKeyFile file, string name)
    {
        var keys = file.Read();
        List<ApiKeyEntry> kept = [.. keys.Where(key => key.Name != name)];
        if (kept.Count == keys.Count)
        {
            throw new CommandFailedException($"There is no key {name}.");
        }

        file.Write(kept);
        Console.WriteLine("removed.");
    }

    private static int Keep(ParseResult parsed, Action<ApiKeyFile> act)
    {
        try
        {
            act(ApiKeyFile.Of(DataDirectory.Of(parsed.GetValue(Declared.Data))));
            return CommandLine.ExitDone;
        }
        catch (StoreUnavailableException problem)
        {
            throw new CommandFailedException(problem.Message);
        }
    }
}
