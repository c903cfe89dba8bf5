using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Walks;

/// <summary>Shows that a property can fail: a walk with a bug planted in it must break the rule that the words name.</summary>
internal static class PlantedBug
{
    public static void AssertFound(string words, IEnumerable<int[]> sequences, Action<int[]> walk)
    {
        var other = new HashSet<string>();
        foreach (var codes in sequences)
        {
            try
            {
                walk(codes);
            }
            catch (Exception broken) when (broken is Xunit.Sdk.XunitException or InvalidOperationException)
            {
                if (broken.Message.Contains(words, StringComparison.Ordinal))
                {
                    return;
                }

                other.Add(broken.Message.Split('\n')[0]);
            }
        }

        Assert.Fail($"no walk found '{words}'; found: {string.Join("; ", other.Take(5))}");
    }

    /// <summary>The same sequences at every call.</summary>
    public static IEnumerable<int[]> Sequences(int count, int length)
    {
        var random = new DeterministicRandom(7);
        for (var number = 0; number < count; number++)
        {
            yield return [.. Enumerable.Range(0, length).Select(_ => random.NextInt32(1_000_000))];
        }
    }
}
