using PolyCloud.ContainerWorker.Settings;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Gamma;
using PolyCloud.Polymarket.Wallets;

namespace PolyCloud.ContainerWorker.Doctor;

/// <summary>What the doctor looks at.</summary>
public sealed record DoctorOptions
{
    public required VenueAddresses Venue { get; init; }

    /// <summary>Where a worker would keep its records.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>Gives the wallet; its exceptions are findings. Whoever gave it disposes the key.</summary>
    public required Func<CancellationToken, Task<TradingWallet>> OpenWallet { get; init; }

    /// <summary>What a run would put at risk: less collateral is a warning, a smaller allowance an error.</summary>
    public required Money Capital { get; init; }

    /// <summary>The windows that would be traded.</summary>
    public WindowSeries Series { get; init; } = new("btc", WindowInterval.FiveMinutes);

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Longest real time of one check. Default 12 s.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(12);
}
