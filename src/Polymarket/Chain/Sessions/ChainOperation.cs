using PolyCloud.Polymarket.Chain.Contracts;

namespace PolyCloud.Polymarket.Chain.Sessions;

/// <summary>Something to be done on chain exactly once.</summary>
/// <param name="Id">The caller's number; events carry it, and a restart resumes by it.</param>
/// <param name="Calls">One call, or for wallets behind the relayer several that happen together or not at all.</param>
/// <param name="Expected">What a success must show in its receipt; null where nothing is known to be shown.</param>
public sealed record ChainOperation(long Id, IReadOnlyList<ChainCall> Calls, ExpectedEvent? Expected = null);
