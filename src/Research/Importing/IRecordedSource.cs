using PolyCloud.Exchange.Tapes;

namespace PolyCloud.Research.Importing;

/// <summary>The windows of one recording format.</summary>
public interface IRecordedSource : IWindowSource
{
    /// <summary>For people: what the format is.</summary>
    string Format { get; }

    /// <summary>What was used and what was not, of the reading under way or done last.</summary>
    ImportCoverage Coverage { get; }
}
