namespace PolyCloud.Scenarios.Chain;

/// <summary>Ports for the processes and listeners of a test; a taken one is drawn anew by whoever listens.</summary>
internal static class LoopbackPort
{
    private const int First = 20_000;
    private const int Last = 30_000;

    public static int Draw() => Random.Shared.Next(First, Last);
}
