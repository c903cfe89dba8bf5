namespace PolyCloud.Storage.State;

/// <summary>Another writer owns the rows: this one must stop.</summary>
public sealed class LeaseLostException(string message) : Exception(message);
