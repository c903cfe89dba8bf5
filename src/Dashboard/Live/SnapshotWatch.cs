using PolyCloud.Dashboard.History;
using PolyCloud.ReadModel;
using PolyCloud.ReadModel.Snapshots;

namespace PolyCloud.Dashboard.Live;

/// <summary>Listens to the read model: knows how long ago it last said something new, and keeps the past.</summary>
internal sealed class SnapshotWatch : IDisposable
{
    private readonly IReadModel _model;
    private readonly TimeProvider _time;
    private readonly PastKeeper _past = new();
    private readonly Lock _gate = new();
    private readonly IDisposable _listening;
    private TradingSnapshot _newest;
    private long _heardAt;

    public SnapshotWatch(IReadModel model, TimeProvider time)
    {
        (_model, _time) = (model, time);
        _newest = model.Current;
        _heardAt = time.GetTimestamp();
        _listening = model.Subscribe(Hear);
    }

    public Moment Now
    {
        get
        {
            lock (_gate)
            {
                // Between the publication and the call back the board already has it.
                if (!ReferenceEquals(_model.Current, _newest))
                {
                    Take(_model.Current);
                }

                return new Moment(_newest, _time.GetElapsedTime(_heardAt), _time.GetUtcNow(), _past.Copy());
            }
        }
    }

    public void Dispose() => _listening.Dispose();

    private void Hear(TradingSnapshot snapshot)
    {
        lock (_gate)
        {
            if (snapshot.Sequence > _newest.Sequence)
            {
                Take(snapshot);
            }
        }
    }

    private void Take(TradingSnapshot snapshot)
    {
        _newest = snapshot;
        _heardAt = _time.GetTimestamp();
        _past.Take(snapshot);
    }
}
