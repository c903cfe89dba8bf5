namespace PolyCloud.Storage.Secrets;

/// <summary>A source of secrets cannot be asked. The message names source and secret, and holds nothing of a value.</summary>
public sealed class SecretUnavailableException(string message) : Exception(message);
