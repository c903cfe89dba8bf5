using PolyCloud.Engine.Values;

namespace PolyCloud.Storage.Workflows;

/// <summary>Settings of a process that runs workflows.</summary>
public sealed record WorkflowHostOptions
{
    /// <summary>Who holds the lease, for people.</summary>
    public required string Holder { get; init; }

    /// <summary>How long a lease lasts without being renewed, in real time. Default 3 s; range 100 ms to 10 min.</summary>
    public Duration Lease { get; init; } = Duration.FromSeconds(3);

    /// <summary>How often it is renewed. Default 1 s; range 10 ms to half the lease.</summary>
    public Duration RenewEvery { get; init; } = Duration.FromSeconds(1);

    public WorkflowRuntimeOptions Runtime { get; init; } = new();

    /// <exception cref="ArgumentException">A setting is outside its range; the text names it.</exception>
    public void Validate()
    {
        if (Lease < Duration.FromMilliseconds(100) || Lease > Duration.FromSeconds(600))
        {
            throw new ArgumentException($"workflows.lease is {Lease}; the range is 100 ms to 10 min.");
        }

        if (RenewEvery < Duration.FromMilliseconds(10) || RenewEvery + RenewEvery > Lease)
        {
            throw new ArgumentException($"workflows.renewEvery is {RenewEvery}; the range is 10 ms to half the lease.");
        }

        Runtime.Validate();
    }
}
