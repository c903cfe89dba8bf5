namespace PolyCloud.ContainerWorker.Recording;

/// <summary>What a recording holds.</summary>
/// <param name="Frames">Messages, answers and changes of connections.</param>
/// <param name="Bytes">Of the messages and answers, before compression.</param>
/// <param name="Gaps">Connections that ended before the recording did; each gap is marked in its stream.</param>
/// <param name="Lost">Blocks that the disk did not take in time; the journal notes where.</param>
public sealed record RecordingSummary(long Frames, long Bytes, int Windows, int Resolved, int Gaps, long Lost);
