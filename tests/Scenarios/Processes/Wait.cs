namespace PolyCloud.Scenarios.Processes;

/// <summary>Waits for what must come about; only how long at most is given, because a busy machine is slow, not wrong.</summary>
internal static class Wait
{
    public static readonly TimeSpan Long = TimeSpan.FromSeconds(90);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    public static Task UntilAsync(Func<bool> condition, string what, Func<string>? said = null) => UntilAsync(() => Task.FromResult(condition()), what, said);

    /// <summary>Fails, with what was waited for and what the program said, when the condition does not come about.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition, string what, Func<string>? said = null)
    {
        var deadline = DateTime.UtcNow + Long;
        while (!await condition())
        {
            if (DateTime.UtcNow >= deadline)
            {
                Assert.Fail($"Not within {Long.TotalSeconds:0} s: {what}.\n{said?.Invoke()}");
            }

            await Task.Delay(Pause);
        }
    }
}
