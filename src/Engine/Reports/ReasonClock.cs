using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Reports;

/// <summary>Time spent per reason for not quoting, while making or unwinding.</summary>
internal sealed class ReasonClock
{
    public static readonly int Reasons = Enum.GetValues<Reason>().Length;

    private readonly long[] _micros = new long[Reasons];
    private Timestamp _last;
    private bool _counting;

    /// <summary>The reason that holds now; none while quoting.</summary>
    public Reason Current { get; private set; }

    public Duration TimeOf(Reason reason) => new(_micros[(int)reason]);

    public void Observe(Timestamp now, bool counting, Reason reason)
    {
        if (_counting)
        {
            _micros[(int)Current] += (now - _last).Micros;
        }

        _counting = counting;
        Current = reason;
        _last = now;
    }
}
