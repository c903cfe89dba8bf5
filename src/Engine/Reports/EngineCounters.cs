using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Reports;

/// <summary>What the engine counts while it runs.</summary>
internal sealed class EngineCounters
{
    public long OrdersPlaced { get; set; }

    public long OrdersRejected { get; set; }

    public long PostOnlyRejected { get; set; }

    public long OrdersCancelled { get; set; }

    public long Fills { get; set; }

    public long InvariantBreaches { get; set; }

    public long WindowsSettled { get; set; }

    /// <summary>Inputs that made no sense and were skipped.</summary>
    public long RefusedInputs { get; set; }

    public Size MaxNetExposure { get; set; }

    public Size Dust { get; set; }

    public Size PositionAtResolution { get; set; }
}
