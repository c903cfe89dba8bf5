using PolyCloud.Engine.Values;

namespace PolyCloud.Simulator.Relayer;

/// <summary>Settings of the simulated relayer and chain.</summary>
public sealed record RelayerOptions
{
    /// <summary>From acceptance to STATE_EXECUTED, sent to the chain. Default 500 ms.</summary>
    public Duration Execution { get; init; } = Duration.FromMilliseconds(500);

    /// <summary>From there to STATE_MINED, when it takes effect. Default 2 s, a block.</summary>
    public Duration Mining { get; init; } = Duration.FromSeconds(2);

    /// <summary>From there to STATE_CONFIRMED. Default 4 s.</summary>
    public Duration Confirmation { get; init; } = Duration.FromSeconds(4);

    /// <summary>Deposit wallets exist from the start; otherwise their owner creates them first. Default true.</summary>
    public bool WalletsDeployed { get; init; } = true;

    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range; the message names it.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Execution.Micros, nameof(Execution));
        ArgumentOutOfRangeException.ThrowIfNegative(Mining.Micros, nameof(Mining));
        ArgumentOutOfRangeException.ThrowIfNegative(Confirmation.Micros, nameof(Confirmation));
    }
}
