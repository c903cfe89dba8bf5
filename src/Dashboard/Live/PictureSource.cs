using Microsoft.Extensions.Logging;
using PolyCloud.Dashboard.Stored;

namespace PolyCloud.Dashboard.Live;

/// <summary>The newest picture, made anew when somebody looks and the last one is old.</summary>
internal sealed class PictureSource(SnapshotWatch watch, StoredPast stored, ComponentText text, TimeProvider time, ILogger<PictureSource> log)
{
    /// <summary>Pages that are loaded together share one picture.</summary>
    private static readonly TimeSpan SharedFor = TimeSpan.FromMilliseconds(200);

    private readonly Lock _gate = new();
    private Picture? _picture;
    private long _takenAt;
    private Picture? _ofBeat;
    private long _beat = -1;

    public Picture Newest
    {
        get
        {
            lock (_gate)
            {
                if (_picture is null || time.GetElapsedTime(_takenAt) >= SharedFor)
                {
                    Take();
                }

                return _picture!;
            }
        }
    }

    /// <summary>The picture of a beat, taken when the first reader of that beat asks.</summary>
    public Picture OfBeat(long beat)
    {
        lock (_gate)
        {
            if (_ofBeat is null || beat > _beat)
            {
                Take();
                (_ofBeat, _beat) = (_picture!, beat);
            }

            return _ofBeat;
        }
    }

    /// <summary>For whoever has just changed something and must see it.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            _picture = null;
        }
    }

    private void Take()
    {
        _picture = new Picture(watch.Now, stored, text, log);
        _takenAt = time.GetTimestamp();
    }
}
