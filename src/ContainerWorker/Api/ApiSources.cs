using PolyCloud.ContainerWorker.Api.Keys;
using PolyCloud.ContainerWorker.Host;
using PolyCloud.ReadModel;
using PolyCloud.ReadModel.Commands;

namespace PolyCloud.ContainerWorker.Api;

/// <summary>What the API shows and may ask for.</summary>
public sealed record ApiSources(IReadModel Model, ITradingCommands Commands, IWorkerControl Control, ApiKeyFile Keys, string AuditDirectory);

/// <summary>The API is to listen beyond loopback, and nobody could be told from anybody.</summary>
public sealed class ApiNeedsKeyException(string address)
    : Exception($"api.address is {address}, which is not loopback, and no API key is configured. Make one with: polycloud keys add NAME --role admin");
