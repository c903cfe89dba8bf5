using Microsoft.Extensions.Logging;

namespace PolyCloud.Dashboard.Live;

/// <summary>The newest picture, made anew when somebody looks and the last one is old.</summary>
internal sealed class PictureSource(SnapshotWatch watch, ComponentText text, TimeProvider time, ILogger<PictureSource> log)
{
    /// <summary>Readers that come together share one picture; a third of the beat keeps pages within the second they promise.</summary>
    private static readonly TimeSpan SharedFor = LiveSocket.Beat / 3;

    private readonly Lock _gate = new();
    private Picture? _picture;
    private long _takenAt;

    public Picture Newest
    {
        get
        {
            lock (_gate)
            {
                if (_picture is null || time.GetElapsedTime(_takenAt) >= SharedFor)
                {
                    _picture = new Picture(watch.Now, text, log);
                    _takenAt = time.GetTimestamp();
                }

                return _picture;
            }
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
}
