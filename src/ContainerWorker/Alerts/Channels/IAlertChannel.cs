namespace PolyCloud.ContainerWorker.Alerts.Channels;

/// <summary>How one service wants to be told.</summary>
public interface IAlertChannel
{
    /// <summary>What settings, metrics and screens call it; never an address.</summary>
    string Name { get; }

    HttpRequestMessage Request(Alert alert);
}
