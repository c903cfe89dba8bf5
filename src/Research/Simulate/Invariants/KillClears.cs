using PolyCloud.Engine.Values;

namespace PolyCloud.Research.Simulate.Invariants;

/// <summary>Nothing of the wallet rests soon after a kill, and nothing comes to rest while it stands.</summary>
internal sealed class KillClears : IInvariant
{
    private static readonly Duration Calm = Duration.FromSeconds(3);

    /// <summary>The venue's dead-man sweep comes within 15 s of the last heartbeat, which may still be on its way.</summary>
    private static readonly Duration Disturbed = Duration.FromSeconds(25);

    public string Name => "kill-clears";

    public string? Broken(SimulationScene scene)
    {
        if (scene.Kills.Since is not { } since)
        {
            return null;
        }

        if (scene.Exchange.Live.Count == 0)
        {
            if (!scene.Kills.IsClear && scene.Now > since)
            {
                scene.Kills.Cleared(scene.Now);
            }

            return null;
        }

        var bound = scene.Books.DisturbedBesidesKills ? Disturbed : Calm;
        return scene.Now - since > bound ? $"{scene.Exchange.Live.Count} orders rest {(scene.Now - since).TotalSeconds:0.0} s after the kill" : null;
    }
}
