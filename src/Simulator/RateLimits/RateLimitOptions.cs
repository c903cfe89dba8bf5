namespace PolyCloud.Simulator.RateLimits;

/// <summary>Which of the venue's rate limits are enforced. All are off by default: a run that is not about them should not meet them.</summary>
public sealed record RateLimitOptions
{
    /// <summary>The sliding windows over everything from one address. All clients of the simulator count as one. Default false.</summary>
    public bool PerAddress { get; init; }

    /// <summary>The token buckets of every signer. Default false.</summary>
    public bool PerSigner { get; init; }

    /// <summary>The buckets are told in headers but refuse nothing, as the venue began with. Default false.</summary>
    public bool WarnOnly { get; init; }

    /// <summary>The tier of every signer. Default Standard.</summary>
    public SignerTier Tier { get; init; } = SignerTier.Standard;

    /// <summary>Every window's limit is multiplied by this. Default 1, more than 0 to 1; tests choose small ones.</summary>
    public double WindowScale { get; init; } = 1;

    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range.</exception>
    internal void Validate()
    {
        if (WindowScale is not (> 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(WindowScale), WindowScale, "WindowScale lies above 0 and not above 1.");
        }
    }
}
