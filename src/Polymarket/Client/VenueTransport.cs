using PolyCloud.Polymarket.Http;

namespace PolyCloud.Polymarket.Client;

/// <summary>Carries one call to the venue and brings back its outcome: <see cref="HttpPump.SendAsync"/>, or a test's own.</summary>
/// <exception cref="OperationCanceledException">The caller cancelled.</exception>
public delegate Task<HttpOutcome> VenueTransport(HttpCall call, CancellationToken cancellation);
