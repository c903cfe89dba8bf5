using System.Globalization;

namespace PolyCloud.Scenarios.CostlyGotchas;

/// <summary>
/// What has cost makers money at the venue is numbered 1 to 24 in the protocol notes; each point has a test file of its number, wherever
/// its subject is tested.
/// </summary>
public sealed class EveryGotchaHasItsTest
{
    private static readonly IReadOnlyList<string> Files =
        [.. Directory.GetFiles(Path.Combine(Repository.Root, "tests"), "Gotcha*Tests.cs", SearchOption.AllDirectories).Select(Path.GetFileName).OfType<string>()];

    public static TheoryData<int> Numbers { get; } = [.. Enumerable.Range(1, 24)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Each_number_has_a_test_file(int number) =>
        Assert.Contains(Files, file => file.StartsWith(string.Create(CultureInfo.InvariantCulture, $"Gotcha{number:00}"), StringComparison.Ordinal));
}
