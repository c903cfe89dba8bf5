using PolyCloud.Engine;
using PolyCloud.Research.Replay;
using PolyCloud.Storage.Journal.Steps;

namespace PolyCloud.Research.Tests.Replay;

/// <summary>
/// One hash over all decisions of each scenario. A change of behaviour changes it on purpose: run these tests once with
/// POLYCLOUD_WRITE_GOLDENS=1 and commit the file with the change. Hashes hold per operating system and processor.
/// </summary>
public sealed class GoldenHashTests : IDisposable
{
    private const string WriteVariable = "POLYCLOUD_WRITE_GOLDENS";

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("polycloud-golden-");

    public static TheoryData<string, ulong, bool> Scenarios => new()
    {
        { "calm-seed-7", 7, false },
        { "calm-seed-8", 8, false },
        { "resting-behind-the-touch-seed-9", 9, true },
    };

    private static string GoldenFile => Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "Replay", "Goldens", EngineProvenance.Platform + ".txt");

    public void Dispose() => _directory.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void The_decisions_of_a_scenario_are_those_of_its_golden_hash(string name, ulong seed, bool eager)
    {
        JournaledRun.Make(_directory.FullName, seed, eager ? JournaledRun.Eager : new EngineOptions());
        var result = JournalReplay.Run(JournaledRun.Only(_directory.FullName));
        Assert.True(result.IsEqual);
        Assert.True(result.Effects > 20, $"{result.Effects} effects prove little");
        var goldens = Goldens();
        if (Environment.GetEnvironmentVariable(WriteVariable) == "1")
        {
            goldens[name] = result.GoldenHash;
            Directory.CreateDirectory(Path.GetDirectoryName(GoldenFile)!);
            File.WriteAllLines(GoldenFile, goldens.Select(golden => $"{golden.Key} {golden.Value}"));
        }

        // On a platform without a file equality with the recording is all that is promised.
        Assert.True(goldens.Count == 0 || goldens.ContainsKey(name), $"{GoldenFile} lacks {name}; write it with {WriteVariable}=1.");
        Assert.Equal(goldens.GetValueOrDefault(name, result.GoldenHash), result.GoldenHash);
    }

    private static SortedDictionary<string, string> Goldens() => new(
        (File.Exists(GoldenFile) ? File.ReadAllLines(GoldenFile) : []).Select(line => line.Split(' ')).ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal),
        StringComparer.Ordinal);
}
