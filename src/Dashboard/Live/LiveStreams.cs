using PolyCloud.Dashboard.Access;
using PolyCloud.Dashboard.Pages;

namespace PolyCloud.Dashboard.Live;

/// <summary>The pages that are open now; bounded by the sockets that read them.</summary>
internal sealed class LiveStreams(PictureSource pictures) : IDisposable
{
    private readonly Dictionary<(string Page, string Query, DashboardRole Role), Shared> _open = [];
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _drawing = new(1);

    /// <summary>Pages that somebody reads.</summary>
    public int Open
    {
        get
        {
            lock (_gate)
            {
                return _open.Count;
            }
        }
    }

    /// <summary>One more reader; each must <see cref="Leave"/>.</summary>
    public LiveStream Join(PageDefinition page, PageQuery query, DashboardRole role)
    {
        lock (_gate)
        {
            var key = (page.Name, query.Text, role);
            if (!_open.TryGetValue(key, out var shared))
            {
                _open.Add(key, shared = new Shared(new LiveStream(page, query, role, pictures, _drawing)));
            }

            shared.Readers++;
            return shared.Stream;
        }
    }

    public void Leave(PageDefinition page, PageQuery query, DashboardRole role)
    {
        lock (_gate)
        {
            var key = (page.Name, query.Text, role);
            if (_open.TryGetValue(key, out var shared) && --shared.Readers == 0)
            {
                _open.Remove(key);
            }
        }
    }

    public void Dispose() => _drawing.Dispose();

    private sealed class Shared(LiveStream stream)
    {
        public LiveStream Stream => stream;

        public int Readers { get; set; }
    }
}
