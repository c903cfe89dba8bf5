namespace PolyCloud.Storage.Secrets;

/// <summary>Where a process finds its secrets. A value never goes into a log, an exception or a metric.</summary>
public interface ISecretSource
{
    /// <summary>For people: where it looks, without any value.</summary>
    string Name { get; }

    /// <summary>The value of that name; null where the source is reachable and has none.</summary>
    /// <param name="name">As an environment variable: <c>POLYCLOUD_PRIVATE_KEY</c>.</param>
    /// <exception cref="SecretUnavailableException">The source could not be asked, or refuses.</exception>
    Task<string?> FindAsync(string name, CancellationToken cancellation);
}
