using PolyCloud.Engine.Values;

namespace PolyCloud.Exchange.Fills.Latency;

/// <summary>How long messages take between the program and the venue. Asked once a message, in a fixed order, so that a seeded model repeats.</summary>
public interface ILatencyModel
{
    /// <summary>For reports: name and setting.</summary>
    string Name { get; }

    /// <summary>From the decision to the venue's matching engine; not negative.</summary>
    Duration Entry();

    /// <summary>From the venue's matching engine to the program's knowledge; not negative.</summary>
    Duration Response();
}
