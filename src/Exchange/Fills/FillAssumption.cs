namespace PolyCloud.Exchange.Fills;

/// <summary>
/// How kindly a resting order is filled by a recorded market. For the same orders at the same moments every order's fills under
/// a kinder assumption are at least those under a stricter one.
/// </summary>
public enum FillAssumption : byte
{
    /// <summary>Only once the market traded strictly through the price; a trade at the price fills nothing.</summary>
    Pessimistic,

    /// <summary>Also by trades at the price, after everything ahead in the queue, as the queue model has it.</summary>
    Realistic,

    /// <summary>Also by any trade at the price as if first in the queue, and by an opposite quote that stands at the price.</summary>
    Optimistic,
}
