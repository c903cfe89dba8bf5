namespace PolyCloud.Bench.Percentiles;

/// <summary>Something that replays the trace once and times its operations one by one.</summary>
internal interface IReplay
{
    IReadOnlyList<LatencySample> Samples { get; }

    /// <summary>Back to the state before the first frame; not timed.</summary>
    void Reset();

    void Run();
}
