namespace PolyCloud.Storage.Secrets;

/// <summary>Secrets of the process's environment.</summary>
/// <param name="read">Reads one variable; null where it is not set.</param>
public sealed class EnvironmentSecrets(Func<string, string?> read) : ISecretSource
{
    public string Name => "the environment";

    public Task<string?> FindAsync(string name, CancellationToken cancellation) =>
        Task.FromResult(read(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value : null);
}
