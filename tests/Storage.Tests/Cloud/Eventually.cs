namespace PolyCloud.Storage.Tests.Cloud;

internal static class Eventually
{
    /// <summary>Waits until it is so, at most for a time that a busy machine needs.</summary>
    public static async Task IsAsync(Func<bool> so, string what)
    {
        var deadline = DateTime.UtcNow.AddSeconds(30);
        while (!so())
        {
            Assert.True(DateTime.UtcNow < deadline, $"Not within 30 s: {what}.");
            await Task.Delay(10);
        }
    }
}
