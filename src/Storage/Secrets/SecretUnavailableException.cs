namespace PolyCloud.Storage.Secrets;

/// <summary>A source of secrets cannot be asked. The message names source and secret, and holds nothing of a value.</summary>
public sealed class SecretUnavailableException(string message) : Exception(message)
{
    /// <summary>The source answered, and refuses: the secret is disabled, or the role is gone. Otherwise it could not be asked.</summary>
    public bool IsRefusal { get; init; }
}
