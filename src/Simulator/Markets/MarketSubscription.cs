using PolyCloud.Engine.Values;

namespace PolyCloud.Simulator.Markets;

/// <summary>Which of a listing's two tokens a connection wants.</summary>
internal sealed class MarketSubscription
{
    private bool _up;
    private bool _down;

    public MarketSubscription(MarketConnection connection) => Connection = connection;

    public MarketConnection Connection { get; }

    public bool WantsNothing => !_up && !_down;

    public bool Wants(Outcome outcome) => outcome == Outcome.Up ? _up : _down;

    public void Set(Outcome outcome, bool wanted)
    {
        if (outcome == Outcome.Up)
        {
            _up = wanted;
        }
        else
        {
            _down = wanted;
        }
    }
}
