namespace PolyCloud.Simulator.Hosting;

/// <summary>How the simulated venue is put on sockets.</summary>
public sealed record SimulatorHostOptions
{
    /// <summary>TCP port on 127.0.0.1; 0 takes a free one. Default 0.</summary>
    public int Port { get; init; }

    /// <summary>The venue's clock and timers. Default the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Frames that wait for one socket at most; a client that reads slower is disconnected. Default 8192: some seconds of a hot window.</summary>
    public int SocketBacklogMaximum { get; init; } = 8192;
}

/// <summary>The port is taken by another process.</summary>
public sealed class PortInUseException(int port, Exception cause)
    : Exception($"Port {port} on 127.0.0.1 is in use. Choose another with --port, or 0 for a free one.", cause)
{
    public int Port { get; } = port;
}
