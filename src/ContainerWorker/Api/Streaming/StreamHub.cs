using PolyCloud.ReadModel;
using PolyCloud.ReadModel.Snapshots;

namespace PolyCloud.ContainerWorker.Api.Streaming;

/// <summary>Turns snapshots into deltas, once for all clients, and hands them on. A client whose buffer is full is dropped.</summary>
internal sealed class StreamHub : IDisposable
{
    /// <summary>Pages and programs of one desk; a further one is told to come back.</summary>
    public const int MaximumClients = 128;

    private readonly IReadModel _model;
    private readonly IReadOnlyList<StreamTopic> _topics = StreamTopic.All();
    private readonly List<StreamClient> _clients = [];
    private readonly Lock _gate = new();
    private readonly IDisposable _subscription;

    public StreamHub(IReadModel model)
    {
        _model = model;
        _subscription = model.Subscribe(Changed);
    }

    public IReadOnlyList<string> Topics => [.. _topics.Select(static topic => topic.Name)];

    public int Clients
    {
        get
        {
            lock (_gate)
            {
                return _clients.Count;
            }
        }
    }

    public void Dispose() => _subscription.Dispose();

    /// <summary>False where there is no room.</summary>
    public bool TryAdd(StreamClient client)
    {
        lock (_gate)
        {
            if (_clients.Count == MaximumClients)
            {
                return false;
            }

            _clients.Add(client);
            return true;
        }
    }

    public void Remove(StreamClient client)
    {
        lock (_gate)
        {
            _clients.Remove(client);
        }
    }

    /// <summary>Sets what a client hears: each new topic begins with a snapshot.</summary>
    public void Subscribe(StreamClient client, IReadOnlyList<string> names)
    {
        lock (_gate)
        {
            foreach (var topic in _topics.Where(topic => names.Contains(topic.Name) && client.Hears.Add(topic.Name)))
            {
                client.Offer(topic.Whole(_model.Current));
            }

            client.Hears.RemoveWhere(name => !names.Contains(name));
        }
    }

    private void Changed(TradingSnapshot snapshot)
    {
        lock (_gate)
        {
            foreach (var topic in _topics)
            {
                Tell(topic, snapshot);
            }
        }
    }

    private void Tell(StreamTopic topic, TradingSnapshot snapshot)
    {
        if (!_clients.Exists(client => client.Hears.Contains(topic.Name)))
        {
            topic.Forget();
            return;
        }

        if (topic.Advance(snapshot) is { } delta)
        {
            foreach (var client in _clients)
            {
                if (client.Hears.Contains(topic.Name))
                {
                    client.Offer(delta);
                }
            }
        }
    }
}
