using PolyCloud.ContainerWorker.Api.Keys;
using PolyCloud.ContainerWorker.Host;
using PolyCloud.ContainerWorker.Metrics;
using PolyCloud.ReadModel;
using PolyCloud.ReadModel.Commands;

namespace PolyCloud.ContainerWorker.Api;

/// <summary>What the API shows and may ask for.</summary>
/// <param name="Histograms">Null before the node runs.</param>
public sealed record ApiSources(IReadModel Model, ITradingCommands Commands, IWorkerControl Control, ApiKeyFile Keys, string AuditDirectory, Func<WorkerHistograms?> Histograms, ApiRecords Records);

/// <summary>The API is to listen beyond loopback, and nobody could be told from anybody.</summary>
public sealed class ApiNeedsKeyException(string address)
    : Exception($"api.address is {address}, which is not loopback, and no API key is configured. Make one with: polycloud keys add NAME --role admin");
