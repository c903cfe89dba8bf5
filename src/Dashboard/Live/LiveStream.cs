using PolyCloud.Dashboard.Access;
using PolyCloud.Dashboard.Pages;

namespace PolyCloud.Dashboard.Live;

/// <summary>The beats of one page as readers of one role see it; drawn when somebody asks, once for all who do.</summary>
/// <param name="drawing">One page is drawn at a time, so that a beat never takes more than one core from the worker.</param>
internal sealed class LiveStream(PageDefinition page, PageQuery query, DashboardRole role, PictureSource pictures, SemaphoreSlim drawing)
{
    private readonly Lock _gate = new();
    private Task<LiveBeat>? _newest;
    private long _number = -1;

    /// <summary>The beat of that number; one that is still being drawn goes before, so a machine that cannot keep up leaves beats out.</summary>
    public Task<LiveBeat> BeatAsync(long number)
    {
        lock (_gate)
        {
            if (_newest is null || (number > _number && _newest.IsCompleted))
            {
                _number = number;
                _newest = DrawAsync(number, _newest is { IsCompletedSuccessfully: true } last ? last.Result : null);
            }

            return _newest;
        }
    }

    private async Task<LiveBeat> DrawAsync(long number, LiveBeat? before)
    {
        await drawing.WaitAsync();
        try
        {
            // Readers wait for the result, not for the lock under which it was begun.
            await Task.Yield();
            var picture = pictures.OfBeat(number);
            var panels = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var panel in page.Live)
            {
                panels[panel.Id] = await picture.PanelAsync(panel, query, role);
            }

            return new LiveBeat(number, before, picture.Moment.Snapshot.Sequence, panels);
        }
        finally
        {
            drawing.Release();
        }
    }
}
