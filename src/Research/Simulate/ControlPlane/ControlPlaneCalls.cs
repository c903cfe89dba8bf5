using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Http;
using PolyCloud.Research.InProcess;
using PolyCloud.Simulator.Http;

namespace PolyCloud.Research.Simulate.ControlPlane;

/// <summary>Calls of one life of a control plane to the venue, over the same network as the workers'; answered by the scene's steps.</summary>
internal sealed class ControlPlaneCalls(SimulationScene scene)
{
    private readonly Dictionary<long, TaskCompletionSource<HttpOutcome>> _open = [];
    private readonly PriorityQueue<(long Call, HttpOutcome Outcome), (long Micros, long Order)> _due = new();
    private long _calls;
    private long _outcomes;

    public Timestamp NextDue => _due.TryPeek(out _, out var next) ? new Timestamp(next.Micros) : Timestamp.Never;

    public Task<HttpOutcome> SendAsync(HttpCall call, CancellationToken cancellation)
    {
        scene.ControlBooks.Called(call);
        var number = ++_calls;
        var source = new TaskCompletionSource<HttpOutcome>();
        _open.Add(number, source);
        Enqueue(number, new HttpOutcome { Kind = HttpOutcomeKind.TimedOut }, scene.Now + call.Timeout);
        var weather = scene.Network.Draw(call);
        if (!weather.IsLost)
        {
            scene.Venue.Handle(scene.Now, VenueRequest.From(call), response =>
            {
                if (!weather.AnswerIsLost)
                {
                    Enqueue(number, VenueOutcome.Of(response, scene.Venue.Now), scene.Venue.Now + weather.AnswerDelay);
                }
            });
        }

        return source.Task;
    }

    /// <summary>Completes what is due; what awaits it goes on from here, on this thread.</summary>
    public void Step(Timestamp now)
    {
        while (_due.TryPeek(out var entry, out var due) && due.Micros <= now.Micros)
        {
            _due.Dequeue();
            if (_open.Remove(entry.Call, out var source))
            {
                source.SetResult(entry.Outcome);
            }
        }
    }

    private void Enqueue(long call, HttpOutcome outcome, Timestamp at) => _due.Enqueue((call, outcome), (at.Micros, ++_outcomes));
}
